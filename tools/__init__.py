"""Checks of this repository that no ready-made linter has; each has a test in tests/unit/tools."""
