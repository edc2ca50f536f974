"""The simulator's question and answer in the agent's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pindesk.availability import sentences
from pindesk.availability.advice import Advice, Why
from pindesk.availability.models import SettingsVersion, Topic
from pindesk.availability.policy import Availability, Policy
from pindesk.availability.trace import Facts, Rule
from pindesk.availability.trace_sentences import Words, fact, rule_name
from pindesk.availability.words import channel_word
from pindesk.plans.models import Plan
from pindesk.ui import formats
from pindesk.workspace.simulator_form import SIGNED_OUT_CODE, UNKNOWN, Asked, skipped


@dataclass(frozen=True, slots=True)
class Choices:
    """What the question's fields let one choose from, as pairs of value and text."""

    plans: Sequence[tuple[str, str]]
    topics: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]
    tickets: Sequence[tuple[str, str]]
    staff: Sequence[tuple[str, str]]
    settings: Sequence[tuple[str, str]]
    channels: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Traced:
    """One channel taken apart: its state, and every rule with its answer (yes, no or "") and its fact."""

    name: str
    state: str
    word: str
    rules: tuple[tuple[str, str, str], ...]


def choices_of(
    plans: Sequence[Plan], topics: Sequence[Topic], found: Sequence[SettingsVersion], language: str, *, has_typed: bool
) -> Choices:
    """The choices of the form, in the reader's language."""
    own = [(topic.code, topic.name(language)) for topic in topics]
    standing = [one for one in found if one.withdrawn_at is None]
    return Choices(
        plans=[*((plan.code, plan.name(language)) for plan in plans), (SIGNED_OUT_CODE, _("Signed out"))],
        topics=[("", _("Not known yet")), *own],
        languages=[(code, name) for code, name in settings.LANGUAGES],
        tickets=[("", _("None")), (UNKNOWN, _("On a topic not known")), *own],
        staff=[
            ("here", _("Agents are there")),
            ("nobody", _("Nobody is there")),
            ("full", _("The queue is full")),
        ],
        settings=[
            *([("typed", _("As typed, not saved"))] if has_typed else []),
            ("then", _("As they hold at that time")),
            ("now", _("As they hold now")),
            *((str(one.pk), _version(one, language)) for one in standing),
        ],
        channels=[("all", _("All, as if they could be used")), ("present", _("Those of this version of Pindesk"))],
    )


def asked_sentence(asked: Asked, words: Words) -> str:
    """The question in one sentence."""
    at, language = asked.at, words.language
    when = formats.full(at, asked.zone, language)
    values = {
        "who": _who(asked, words),
        "when": when,
        "zone": formats.zone_time(asked.zone, language),
        "topic": words.topics.get(asked.topic or "", _("not known yet")),
        "language": sentences.languages_in_a_row((asked.language,), language),
    }
    return _("%(who)s on %(when)s (%(zone)s). Topic: %(topic)s. Page in %(language)s.") % values


def moment_note(asked: Asked, policy: Policy, language: str) -> str:
    """What time it is in the company then, and that a clock skips the time asked for; empty where neither matters."""
    real, company = skipped(asked.at), ZoneInfo(policy.company_zone)
    notes = []
    if real is not None:
        clock = formats.clock(real, asked.zone, language)
        notes.append(_("This time does not exist there: clocks go forward. It is taken as %(time)s.") % {"time": clock})
    if not formats.is_same_time(asked.at, asked.zone, company):
        values = {
            "when": formats.full(asked.at, company, language),
            "zone": formats.zone_time(company, language),
        }
        notes.append(_("That is %(when)s, %(zone)s.") % values)
    return " ".join(notes)


def advice_line(advice: Advice, words: Words) -> str:
    """Which channel is advised, why, and what comes next."""
    if advice.channel is None or advice.why is None:
        return _("No channel can be used, so none is advised.")
    line = f"{channel_word(advice.channel)}: {_why_words()[advice.why]}"
    if advice.runner_up:
        line += " " + _("Next best: %(channel)s.") % {"channel": channel_word(advice.runner_up)}
    return line


def traced(facts: Facts, rules: Sequence[Rule], answer: Availability, words: Words) -> Traced:
    """The rules of one channel in words, with the state that they make."""
    return Traced(
        name=channel_word(facts.code),
        state=answer.state,
        word=_state(answer),
        rules=tuple((rule_name(rule.reason), _said(rule), fact(facts, rule, words)) for rule in rules),
    )


def _said(rule: Rule) -> str:
    return "" if rule.applies is None else "yes" if rule.applies else "no"


def _state(answer: Availability) -> str:
    """The state in the customers' words, and until or from when."""
    return sentences.state(answer)


def _who(asked: Asked, words: Words) -> str:
    if not asked.customer.is_signed_in:
        return _("Somebody who is signed out")
    plan = asked.customer.plan or ""
    return _("A customer with %(plan)s") % {"plan": words.plans.get(plan, plan)}


def _version(one: SettingsVersion, language: str) -> str:
    at: datetime = one.valid_from
    values = {"number": one.pk, "day": formats.date(at, ZoneInfo("UTC"), language)}
    return _("Version %(number)s, from %(day)s") % values


def _why_words() -> dict[Why, str]:
    return {
        Why.OPEN_TICKET: pgettext("advice", "a reply to an open ticket is due; the customer adds to it."),
        Why.INVESTIGATED: pgettext("advice", "the topic is usually investigated."),
        Why.IN_WRITING: pgettext("advice", "the topic needs writing, and this is the best way to write."),
        Why.SUITS_BEST: pgettext("advice", "it suits the topic best of what can be used."),
        Why.ONLY_WAY: pgettext("advice", "it is the only way that can be used."),
    }
