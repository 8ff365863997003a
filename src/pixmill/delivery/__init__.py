"""The hot path: a rendition of an asset, found or made, for those who may see it."""
