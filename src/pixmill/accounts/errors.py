"""What can go wrong with accounts, in words that give nothing away to a guesser."""

from pixmill.errors import PixmillError, RetryableError


class UsernameTaken(PixmillError):
    """Somebody registered this name, or one that differs only in case, before."""

    code = "username_taken"
    action = "Choose another user name, or log in if this is yours."


class InvalidUsername(PixmillError):
    """The user name breaks a rule."""

    code = "invalid_username"
    action = "Use 3 to 64 letters, digits or any of . _ - @ +, and start with a letter or a digit."


class InvalidPassword(PixmillError):
    """The new password breaks a rule."""

    code = "invalid_password"
    action = "Use 8 to 128 characters that are not easy to guess; any kinds of characters will do."


class BadCredentials(PixmillError):
    """The name is unknown, the password is wrong, or the account is disabled: one answer."""

    code = "bad_credentials"
    action = "Check the user name and the password and log in again."


class InvalidToken(PixmillError):
    """The token is not one of ours, was changed, or its session has ended."""

    code = "invalid_token"
    action = "Log in again to get a new token."


class TokenExpired(PixmillError):
    """The token was good once."""

    code = "token_expired"
    action = "Get a new access token with the refresh token, or log in again."


class RefreshTokenReused(PixmillError):
    """A refresh token came twice, so a copy of it is in other hands; its session is over."""

    code = "refresh_token_reused"
    action = "Log in again. If you did not send this token twice, change your password."


class TooBusy(RetryableError):
    """Too many passwords are being checked at this moment."""

    code = "too_busy"
    action = "Wait a moment and send the same request again."


class InvalidAccountSettings(PixmillError):
    """A setting of accounts is unsafe or contradicts another."""

    code = "invalid_account_settings"
    action = "Correct the setting and start again."
