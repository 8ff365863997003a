"""Carrying out steps with libvips: one module for each in `transform.operations`, under the same name."""
