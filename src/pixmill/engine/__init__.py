"""Runs a plan in isolated child processes; which picture comes out is decided in `transform`."""
