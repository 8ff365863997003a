"""What can go wrong with assets, in words fit for whoever uploads or looks for them."""

from pixmill.errors import PixmillError


class AssetNotFound(PixmillError):
    """There is no such asset, or it is someone else's: the answer does not tell which."""

    code = "asset_not_found"
    action = "Check the id; GET /api/assets lists the pictures you can use."


class Forbidden(PixmillError):
    """The caller may see the workspace, but their role does not allow this."""

    code = "forbidden"
    action = "Ask an owner or admin of the workspace for the role of an editor."


class PublicIdTaken(PixmillError):
    """Another asset of the workspace has this public id."""

    code = "public_id_taken"
    action = "Choose another public id, or leave it out to get one."


class InvalidMetadata(PixmillError):
    """A title, tag or public id breaks a rule; the message says which."""

    code = "invalid_metadata"
    action = "Correct the field and send the request again."


class InvalidQuery(PixmillError):
    """A filter or page of a listing makes no sense."""

    code = "invalid_query"
    action = "Correct the parameter and send the request again."


class UploadTooLarge(PixmillError):
    """The file has more bytes than may be uploaded."""

    code = "upload_too_large"
    action = "Upload a smaller file, or ask the operator to raise the limit."


class UploadInterrupted(PixmillError):
    """The upload took so long that it was given up as lost before it was done."""

    code = "upload_interrupted"
    action = "Upload the picture again."
