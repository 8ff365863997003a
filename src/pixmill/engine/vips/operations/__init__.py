"""Carrying out steps with libvips, in modules named like those in `transform.operations`."""
