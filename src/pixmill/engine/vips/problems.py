"""What the child finds out about a source that it cannot work with."""


class SourceUnsupported(Exception):
    """The file is of a kind that is read, but holds something that is not; its text is public."""
