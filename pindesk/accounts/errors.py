"""Why a change of people, or a sign-in, was refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import ClassVar

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pindesk.files.rules.limits import FILES_OFFERED, MEGABYTES_OFFERED
from pindesk.lib.refusals import Refusal


class BadAddress(Refusal):
    """With `FOREIGN` it says why a complete one is refused: few mail servers take letters beyond ASCII before the @."""

    code = "bad_address"
    status = 400
    FOREIGN: ClassVar = "foreign"

    @property
    def sentence(self) -> str:  # type: ignore[override]
        if self.FOREIGN in self.args:
            return _("Before the @, an address can have plain letters (a to z), digits and signs only.")
        return _("Enter a complete e-mail address, like name@example.com.")


class BadName(Refusal):
    code = "bad_name"
    status = 400
    sentence = gettext_lazy("Enter a name of 1 to 120 characters.")


class BadTokenName(Refusal):
    code = "bad_token_name"
    status = 400
    sentence = gettext_lazy("Say in 1 to 80 characters what the token is for.")


class TooManyTokens(Refusal):
    code = "too_many_tokens"

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return _("You have %(most)s tokens already. Revoke one that is not used any more.") % {"most": self.most}

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class UnknownZone(Refusal):
    code = "unknown_zone"
    status = 400
    sentence = gettext_lazy("Choose one of the time zones in the list.")


class UnknownValue(Refusal):
    code = "unknown_value"
    status = 400
    sentence = gettext_lazy("Choose one of the values in the list.")


class FileLimitsOutOfRange(Refusal):
    code = "file_limits_out_of_range"
    status = 400
    sentence = format_lazy(
        gettext_lazy("A file may have {least} to {most} MB, and a message {fewest} to {many} files."),
        least=MEGABYTES_OFFERED[0],
        most=MEGABYTES_OFFERED[-1],
        fewest=FILES_OFFERED[0],
        many=FILES_OFFERED[-1],
    )


class NotAllowed(Refusal):
    code = "not_allowed"
    status = 403
    sentence = gettext_lazy("You may not do this.")


class AddressTaken(Refusal):
    code = "address_taken"
    sentence = gettext_lazy("Somebody with this e-mail address is already here.")


class LastOwner(Refusal):
    code = "last_owner"
    sentence = gettext_lazy("Somebody else must be an owner first.")


class InvitationOver(Refusal):
    code = "invitation_over"
    status = 410
    sentence = gettext_lazy("This invitation can no longer be used. Ask the person who invited you for a new one.")


class KeysMissing(Refusal):
    """What was sealed for a person cannot be opened: not their fault, and nothing that they could do about it."""

    code = "keys_missing"
    status = 503
    sentence = gettext_lazy(
        "The keys of this installation were replaced, so your second step cannot be checked. "
        "Whoever runs it must put the old keys back."
    )


class SignInOver(Refusal):
    """Another request has used this sign-in meanwhile."""

    code = "sign_in_over"
    sentence = gettext_lazy("This sign-in was used already, or is over. Sign in again.")


class TooManyTries(Refusal):
    """Raised after the count is committed; `until` (aware) is when the next try is taken."""

    code = "too_many_tries"
    status = 429

    def __init__(self, until: datetime, now: datetime) -> None:
        super().__init__()
        self.until = until
        self.wait = max(until - now, timedelta(seconds=1))
        self.wait_seconds = ceil(self.wait.total_seconds())

    @property
    def sentence(self) -> str:  # type: ignore[override]
        minutes = -(-int(self.wait.total_seconds()) // 60)
        if minutes <= 90:
            words = ngettext(
                "Too many tries. Try again in %(minutes)s minute.",
                "Too many tries. Try again in %(minutes)s minutes.",
                minutes,
            )
            return words % {"minutes": minutes}
        hours = -(-minutes // 60)
        return _("Too many tries. Try again in %(hours)s hours.") % {"hours": hours}
