"""What can go wrong in the engine, told apart by whose fault it is.

PixmillError
├── BrokenImage            the bytes cannot be decoded: the sender's
├── RenderFailed           a plan could not be carried out: ours
└── RetryableError
    ├── EngineOverloaded   no room in the queue
    ├── EngineTimeout      the deadline passed and the child was killed
    ├── EngineCrashed      the child died of a signal
    ├── EngineOutOfMemory  the child reached its memory cap
    └── EngineUnavailable  no child can be started, or the engine is shutting down
"""

from pixmill.errors import PixmillError, RetryableError


class BrokenImage(PixmillError):
    """The bytes are damaged, cut short, or not what their beginning says."""

    code = "broken_image"
    action = "Open the picture in a viewer, save it again and upload that."


class RenderFailed(PixmillError):
    """A picture that was accepted could not be turned into the result asked for."""

    code = "render_failed"
    action = "Try a simpler transformation; if it fails too, tell the operator the request id."


class EngineOverloaded(RetryableError):
    """More pictures are waiting than the engine takes on."""

    code = "engine_overloaded"
    action = "Try again after the time in Retry-After."
    retry_after_s = 2


class EngineTimeout(RetryableError):
    """The picture took longer than the deadline, so the work on it was ended."""

    code = "engine_timeout"
    action = "Ask for a smaller result or fewer operations, or try again later."
    retry_after_s = 5


class EngineCrashed(RetryableError):
    """The process that worked on the picture died."""

    code = "engine_crashed"
    action = "Try again; if the same picture fails again, it cannot be processed here."
    retry_after_s = 2


class EngineOutOfMemory(RetryableError):
    """The picture needed more memory than one request may use."""

    code = "engine_out_of_memory"
    action = "Ask for a smaller result or fewer operations."
    retry_after_s = 5


class EngineUnavailable(RetryableError):
    """The engine cannot start its processes, or is about to stop."""

    code = "engine_unavailable"
    action = "Try again shortly."
    retry_after_s = 5
