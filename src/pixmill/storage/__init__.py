"""Blobs: where the bytes of originals are kept, by keys that the server chooses."""
