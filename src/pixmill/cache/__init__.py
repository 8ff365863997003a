"""Renditions that were made before: kept as long as there is room, and never the only copy."""
