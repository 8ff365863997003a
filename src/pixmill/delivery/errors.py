"""What can go wrong between a recipe and its picture, beside what the engine says."""

from pixmill.errors import PixmillError, RetryableError


class RenditionNotFound(PixmillError):
    """No rendition of the asset has this fingerprint."""

    code = "rendition_not_found"
    action = "Ask for the transformation again; it answers with a new address."


class DeliveryStopped(RetryableError):
    """The service is about to stop, so the rendition was not made."""

    code = "delivery_stopped"
    action = "Send the same request again."
