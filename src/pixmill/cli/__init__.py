"""The terminal: commands that parse words, call services and print what came out."""
