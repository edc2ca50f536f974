"""Refusals that come from the server itself: the request, the database or the disk, before or below any app."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pindesk.lib.refusals import Refusal


class BadRequest(Refusal):
    code = "bad_request"
    status = 400
    sentence = _("The request could not be read. Go back, reload the page and try again.")


class ForeignHost(Refusal):
    code = "foreign_host"
    status = 400
    sentence = _("This address is not one of ours. Open the Support Center by the address you were given.")


class BodyCut(Refusal):
    code = "incomplete"
    status = 400
    sentence = _("Only a part of what you sent arrived, so nothing was saved. Send it again.")


class ForeignOrigin(Refusal):
    code = "foreign_origin"
    status = 403
    sentence = _("This form was sent from another website, so nothing was changed. Open the page here and try again.")


class NotAllowed(Refusal):
    code = "not_allowed"
    status = 403
    sentence = _("You are not allowed to see or do this.")


class NotFound(Refusal):
    code = "not_found"
    status = 404
    sentence = _("This page does not exist, or you may not see it. Check the address, or whether you are signed in.")


class WrongMethod(Refusal):
    code = "wrong_method"
    status = 405
    sentence = _("There is no page at this address: it only takes what a form sends. Go back, or begin at the start.")


class BodyTooSlow(Refusal):
    code = "too_slow"
    status = 408
    sentence = _("Nothing more arrived for a while, so nothing was saved. Check your connection and send it again.")


class BodyTooLarge(Refusal):
    code = "too_large"
    status = 413
    sentence = _("What you sent is too large, so nothing was saved. Shorten it and send it again.")


class FilesTooLarge(Refusal):
    """Of a form without scripts, which sends its files with it; `megabytes` is what a form may have in all."""

    code = "files_too_large"
    status = 413

    def __init__(self, megabytes: int) -> None:
        super().__init__()
        self.megabytes = megabytes

    @property
    def sentence(self) -> str:  # type: ignore[override]
        words = gettext(
            "Together the files are larger than %(megabytes)s MB, so nothing was sent. Go back: what you wrote is "
            "still in the form. Send fewer files, and the others in a reply."
        )
        return words % {"megabytes": self.megabytes}


class Unknown(Refusal):
    code = "internal"
    status = 500
    sentence = _("Something went wrong on our side. If it happens again, tell us the number below.")


class DatabaseGone(Refusal):
    code = "database_unavailable"
    status = 503
    wait_seconds = 5
    sentence = _(
        "The database cannot be reached right now. What you typed is kept in this browser: "
        "go back in a moment and send it again."
    )


class NotSetUp(Refusal):
    code = "not_set_up"
    status = 503
    sentence = _(
        "This Support Center is not set up yet. Whoever started it finds the link to the set-up in their terminal."
    )


class StorageFull(Refusal):
    code = "storage_full"
    status = 507
    sentence = _(
        "The disk is full, so nothing could be saved. What you typed is kept in this browser: "
        "go back in a moment and send it again."
    )
