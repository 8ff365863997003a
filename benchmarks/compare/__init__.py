"""Other people's software doing the same work, for the reader and for the goals that name it."""
