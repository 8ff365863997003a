"""What the resize profiles cost and how they look, against libvips' own ways and the ideal."""
