"""Why a change of a subscription was refused."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pindesk.lib.refusals import Refusal


class UnknownPlan(Refusal):
    code = "unknown_plan"
    status = 400
    sentence = _("Choose one of the plans in the list.")


class TrialIsOver(Refusal):
    code = "trial_is_over"
    status = 400
    sentence = _("A trial ends after it begins: give a later day.")


class NotSubscribed(Refusal):
    code = "not_subscribed"
    status = 422
    sentence = _("This account has no subscription: say which plan it has first.")


class CannotBeTaken(Refusal):
    """What billing said cannot be done; `why` is the sentence."""

    code = "cannot_be_taken"
    status = 422

    def __init__(self, why: str | Promise) -> None:
        super().__init__(self.code)
        self.why = why

    def __str__(self) -> str:
        return str(self.why)
