"""What is refused of the company's billing system before it is asked what it says."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pindesk.lib.refusals import Refusal


class NotSigned(Refusal):
    code = "NotSigned"
    status = 401
    sentence = _("The signature is missing or wrong: sign id, timestamp and body, as Standard Webhooks says.")


class TooOld(Refusal):
    code = "TimestampOutOfRange"
    status = 401
    sentence = _("The header webhook-timestamp is more than 5 minutes off: sign each try anew, and check the clock.")


class StatementTooLarge(Refusal):
    code = "RequestEntityTooLarge"
    status = 413
    sentence = _("The body is larger than 64 kB.")
