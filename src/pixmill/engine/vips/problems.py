"""What may go wrong in a child, by names that do not depend on the library."""

import pyvips

LibraryError = pyvips.Error
"""libvips gave up on reading, drawing or writing."""


class SourceUnsupported(Exception):
    """The file is of a kind that is read, but holds something that is not; its text is public."""
