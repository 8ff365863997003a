"""Measurements of Pixmill; each package here is run with `python -m`."""
