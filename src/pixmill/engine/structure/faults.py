"""What a walk over a file's blocks may find wrong, besides breaking a limit."""


class BrokenStructure(Exception):
    """The file is cut short, or something stands where a block should begin; text for the log."""
