"""Why a change of the access policy was refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pindesk.availability.settings.checks import Problem
from pindesk.lib.refusals import Refusal


class SettingsImpossible(Refusal):
    """`problems` are all that is wrong."""

    code = "settings_impossible"
    status = 422
    sentence = _("These settings cannot hold; see below. Nothing was changed.")

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(self.code)
        self.problems = problems


class StartsInThePast(Refusal):
    code = "starts_in_the_past"
    status = 422
    sentence = _("A change can hold from now on or from a later day, not from an earlier one.")


class SettingsNotToCome(Refusal):
    code = "settings_not_to_come"
    sentence = _("Only a change that has not begun can be taken back. Bring an earlier version back instead.")
