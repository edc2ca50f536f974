"""What the API refuses, in the words and the shape of the API that it follows."""

from __future__ import annotations

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
    code = "MethodNotAllowed"
    status = 405
    sentence = _("This address can only be read: use GET.")


class InvalidParameters(Refusal):
    """`details` are sentences by the name of the parameter."""

    code = "InvalidParameters"
    status = 400
    sentence = _("Some parameters cannot be used; see details.")

    def __init__(self, **details: str) -> None:
        super().__init__(self.code)
        self.details = details


class TooManyRequests(Refusal):
    """`wait_seconds` is how long to wait before the next one."""

    code = "TooManyRequests"
    status = 429
    sentence = _("You ask more often than is allowed. Wait as many seconds as the header Retry-After says.")

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(self.code)
        self.wait_seconds = wait_seconds
