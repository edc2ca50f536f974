"""Why a change of the access policy was refused."""

from __future__ import annotations

from typing import ClassVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pindesk.availability.fields import CHOICES_MAX, FIELDS_MAX, LINES_MAX, WORDS_MAX_CHARS
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


class SettingsMoved(Refusal):
    code = "settings_moved"
    sentence = _("Somebody else has set something meanwhile. Look at it below; nothing of yours is lost.")


class ImpossibleTopic(Refusal):
    """What a topic would ask cannot be; `where` is the code of the field that it is about."""

    code = "impossible_topic"
    status = 400
    where: str

    def __init__(self, where: object = "") -> None:
        super().__init__(self.code)
        self.where = str(where)[:80]

    def __str__(self) -> str:
        return f"{self.where}: {self.sentence}" if self.where else str(self.sentence)


class ImpossibleShape(ImpossibleTopic):
    sentence = _("The fields of a topic are a list of names and values.")


class ImpossibleCode(ImpossibleTopic):
    sentence = _("A code begins with a small letter, then come small letters, digits and _, 40 at most.")


class DoubleCode(ImpossibleTopic):
    sentence = _("This code is there twice. Give each its own.")


class UnknownKind(ImpossibleTopic):
    sentence = _("There is no field of this kind.")


class OtherKindElsewhere(ImpossibleTopic):
    sentence = _("Another topic has a field with this code that is of another kind. Use another code.")


class NameMissing(ImpossibleTopic):
    sentence = _("Every field and every value to choose needs a name.")


class ImpossibleWords(ImpossibleTopic):
    sentence = format_lazy(_("Names, hints and lines are text of at most {count} characters."), count=WORDS_MAX_CHARS)


class ChoicesMissing(ImpossibleTopic):
    sentence = _("A choice needs at least two values to choose from.")


class ChoicesNotAsked(ImpossibleTopic):
    sentence = _("Only a choice has values to choose from.")


class TooMany(ImpossibleTopic):
    most: ClassVar[dict[str, int]] = {"fields": FIELDS_MAX, "choices": CHOICES_MAX, "lines": LINES_MAX}
    sentence = format_lazy(
        _("A topic has at most {fields} fields, a choice {choices} values, and the list {lines} lines."), **most
    )
