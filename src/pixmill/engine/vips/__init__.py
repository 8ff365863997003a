"""The only room that talks to libvips; it lives in child processes alone."""
