"""Pixmill: a self-hosted image service."""
