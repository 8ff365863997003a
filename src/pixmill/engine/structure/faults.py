"""What a walk over a file's blocks may find wrong, besides breaking a limit."""


class UnsafeStructure(Exception):
    """The file is of a kind that is read, but does what is not let in; text for the public."""


class BrokenStructure(Exception):
    """The file is cut short, or something stands where a block should begin; text for the log."""
