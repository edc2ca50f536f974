"""What the API refuses, in the words and the shape of the API that it follows."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pindesk.lib.refusals import Refusal


class RecordNotFound(Refusal):
    code = "RecordNotFound"
    status = 404
    sentence = _("Not found")


class InvalidEndpoint(Refusal):
    code = "InvalidEndpoint"
    status = 404
    sentence = _("There is nothing at this address.")


class MethodNotAllowed(Refusal):
    """`allowed` are the methods that the address takes."""

    code = "MethodNotAllowed"
    status = 405
    sentence = _("This address does not take that method. The header Allow names those it takes.")

    def __init__(self, allowed: str) -> None:
        super().__init__(self.code)
        self.allowed = allowed


class NotAuthenticated(Refusal):
    """Of a browser it does not ask for a password, which would open a window over the page."""

    code = "Couldn't authenticate you"
    status = 401
    sentence = _("Send a valid token, or sign in. Tokens are made in the Support Center, under Profile.")

    def __init__(self, is_browser: bool = False) -> None:
        super().__init__(self.code)
        self.challenge = f'{"Bearer" if is_browser else "Basic"} realm="Pindesk"'


class Forbidden(Refusal):
    """For customers, or signed in without an account."""

    code = "Forbidden"
    status = 403
    sentence = _("This address is for customers, in one account: use a customer's token, or choose the account first.")


class NotJson(Refusal):
    code = "InvalidJSON"
    status = 400
    sentence = _("What you sent cannot be read as a JSON object in UTF-8.")


class BodyTooLarge(Refusal):
    code = "RequestEntityTooLarge"
    status = 413
    sentence = _("What you sent is larger than 1 MB. Send files as uploads.")


class WithDetails(Refusal):
    """`details` are sentences by the name of what they are about."""

    def __init__(self, details: Mapping[str, str] | None = None, /, **more: str) -> None:
        super().__init__(self.code)
        self.details = {**(details or {}), **more}


class InvalidParameters(WithDetails):
    code = "InvalidParameters"
    status = 400
    sentence = _("Some parameters cannot be used; see details.")


class RecordInvalid(WithDetails):
    code = "RecordInvalid"
    status = 422
    sentence = _("Some values cannot be used; see details.")


class FileAsForm(Refusal):
    code = "UnsupportedMediaType"
    status = 415
    sentence = _("Send the file itself as the body, not a form that holds it.")


class TooManyRequests(Refusal):
    """`wait_seconds` is how long to wait before the next one."""

    code = "TooManyRequests"
    status = 429
    sentence = _("You ask more often than is allowed. Wait as many seconds as the header Retry-After says.")

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(self.code)
        self.wait_seconds = wait_seconds
