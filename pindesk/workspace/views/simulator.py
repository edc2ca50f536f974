"""The simulator: what a customer sees at a moment, why, and how the year goes. It reads, and writes nothing."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings as django_settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.accounts.zones import zone_choices
from pindesk.availability.access import held_among, policy_for, policy_with, settings_versions, topic_names, topics
from pindesk.availability.advice import advise
from pindesk.availability.board import Board, board_of
from pindesk.availability.exchange import as_built
from pindesk.availability.models import SettingsVersion
from pindesk.availability.policy import Availability, Policy
from pindesk.availability.rules import for_page
from pindesk.availability.sentences import Reader
from pindesk.availability.settings.kept import settings_of
from pindesk.availability.settings.values import Settings
from pindesk.availability.trace import trace
from pindesk.availability.trace_sentences import Words
from pindesk.lib import clock
from pindesk.plans.access import plans
from pindesk.plans.models import Plan
from pindesk.workspace.hours_form import HoursForm
from pindesk.workspace.simulator_form import Asked, SimulatorForm
from pindesk.workspace.simulator_words import advice_line, asked_sentence, choices_of, moment_note, traced
from pindesk.workspace.year import day_letters, kind_words, years_of


@require_safe
def show(request: AgentRequest) -> HttpResponse:
    """The question as a form, and its answer: the customer's board, the advice, every rule, the year."""
    all_plans, found, now = plans(), settings_versions(), clock.now()
    names = topic_names(request.language)
    form = SimulatorForm.of(
        request.GET,
        plan=all_plans[-1].code if all_plans else "-",
        zone=request.company.zone,
        now=now,
        language=request.language,
    )
    typed = HoursForm.of(request.GET) if "week-0" in request.GET else None
    codes = [code for code, _name in django_settings.LANGUAGES]
    asked = form.asked({plan.code for plan in all_plans}, names, codes, {one.pk for one in found})
    words = Words(request.language, names, {plan.code: plan.name(request.language) for plan in all_plans})
    context: dict[str, Any] = {
        "section": "settings",
        "where": "simulator",
        "form": form,
        "typed": list(typed.hidden()) if typed else [],
        "choices": choices_of(all_plans, topics(), found, request.language, has_typed=typed is not None),
        "zones": zone_choices(now),
    }
    if asked:
        policy = _policy(request, asked, found, typed)
        if policy is None:
            form.errors["settings"] = [_cannot_hold()]
        else:
            context |= _answer(asked, policy, all_plans, words, found)
    return render(request, "workspace/policy/simulator.html", context, status=422 if form.errors else 200)


def _answer(
    asked: Asked, policy: Policy, all_plans: list[Plan], words: Words, found: list[SettingsVersion]
) -> dict[str, Any]:
    is_built = all(channel.is_built for channel in policy.channels.values())
    if asked.is_as_built:
        policy = as_built(policy)
    tickets, staffing = asked.tickets(policy), asked.staffing(policy)
    answers = for_page(
        policy,
        asked.customer,
        asked.topic,
        [asked.language],
        asked.at,
        tickets,
        staffing,
        speaks_no_other=asked.only_language,
    )
    rules = [
        traced(*trace(policy, code, asked.customer, asked.topic, one.language, asked.at, tickets, staffing), one, words)
        for code, one in answers.items()
    ]
    plan = next((one for one in all_plans if one.code == asked.customer.plan), None)
    return {
        "sentence": asked_sentence(asked, words),
        "note": moment_note(asked, policy, words.language),
        "board": _board(asked, policy, answers, plan),
        "board_language": asked.language,
        "advice": advice_line(advise(policy, asked.topic, answers), words),
        "rules": rules,
        "is_built": is_built,
        "is_as_built": asked.is_as_built,
        "year": asked.at.astimezone(ZoneInfo(policy.company_zone)).year,
        "years": years_of(policy, asked.at.astimezone(ZoneInfo(policy.company_zone)).year, words.language),
        "day_letters": day_letters(words.language),
        "kinds": kind_words(),
    }


def _board(asked: Asked, policy: Policy, answers: dict[str, Availability], plan: Plan | None) -> str:
    """The board as the customer's page has it, in the customer's language."""
    with translation.override(asked.language):
        board: Board = board_of(
            policy,
            answers,
            Reader(asked.at, asked.zone, asked.language),
            plan=plan.name(asked.language) if plan else "",
        )
        return mark_safe(render_to_string("workspace/policy/_board.html", {"board": board}))  # noqa: S308 - a template


def _policy(
    request: AgentRequest, asked: Asked, found: list[SettingsVersion], typed: HoursForm | None
) -> Policy | None:
    """The policy that the question is asked of; None if what was typed cannot hold."""
    if asked.settings == "then":
        return policy_for(asked.at)
    settings = _settings(request, asked, found, typed)
    return None if settings is None else policy_with(settings, asked.at)


def _settings(
    request: AgentRequest, asked: Asked, found: list[SettingsVersion], typed: HoursForm | None
) -> Settings | None:
    present = held_among(found, clock.now(), request.company.zone)
    if asked.settings == "typed":
        return typed.settings(present, tuple(request.company.languages)) if typed else None
    if asked.settings == "now":
        return present
    return settings_of(next(one for one in found if one.pk == asked.version).data)


def _cannot_hold() -> str:
    return translation.gettext("What was typed cannot hold as it is. Go back to it and mend it first.")
