"""Why a change of a subscription was refused."""

from django.utils.translation import gettext_lazy as _

from pindesk.lib.refusals import Refusal


class UnknownPlan(Refusal):
    code = "unknown_plan"
    status = 400
    sentence = _("Choose one of the plans in the list.")
