"""Filling an empty database with Larkmail, by the same actions that pages use."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from pindesk.accounts.actions import (
    add_membership,
    add_person,
    begin_set_up,
    change_agent,
    create_account,
    finish_set_up,
    make_agent,
    save_team,
    set_presence,
)
from pindesk.accounts.models import Account, Agent, Company, Membership
from pindesk.availability import shipped
from pindesk.availability.actions import save_topics
from pindesk.demo.help_centre import import_help_centre
from pindesk.demo.help_centre_edits import edit_help_centre
from pindesk.demo.history import Desk, play
from pindesk.demo.hours import set_hours
from pindesk.demo.people import (
    ACCOUNTS,
    AGENTS,
    CAST,
    CLARA,
    COMPANY_LANGUAGES,
    COMPANY_NAME,
    COMPANY_ZONE,
    OWNER,
    SEAN,
    TEAMS,
)
from pindesk.demo.visits import play_visits
from pindesk.lib import clock
from pindesk.plans.actions import payment_failed, save_plans, start_trial, subscribe
from pindesk.plans.models import Plan

LEAD = "lin@larkmail.example"
HERE = ("ada@larkmail.example", "lin@larkmail.example", "ines@larkmail.example")


def seed() -> None:
    """Fill the database; one that has a company already stays as it is."""
    if Company.objects.filter(set_up_at__isnull=False).exists():
        return
    now = clock.now()
    began = now - timedelta(days=420)
    with transaction.atomic():
        agents = _staff(began, now)
        plans = {plan.code: plan for plan in save_plans(shipped.PLANS, by=agents[AGENTS.index(OWNER)], now=began)}
        members = _customers(plans, began)
        _try_and_owe({member.person.email: member.account for member in members}, plans, now)
        set_hours(next(agent for agent in agents if agent.person.email == LEAD), began, now)
    import_help_centre(agents[AGENTS.index(OWNER)], now - timedelta(days=30))
    edit_help_centre({agent.person.email.partition("@")[0]: agent for agent in agents}, now)
    play_visits(now)
    named = {one.email for one in CAST}
    play(Desk(agents, members, [member for member in members if member.person.email not in named]), now)


def _staff(began: datetime, now: datetime) -> list[Agent]:
    owner = _owner(began)
    teams = {}
    for place, (code, name, _) in enumerate(TEAMS):
        teams[code] = save_team(code=code, name=name, position=place, by=owner, now=began)
    save_topics(
        shipped.TOPICS, {topic: teams[code] for code, _, topics in TEAMS for topic in topics}, by=owner, now=began
    )
    agents = []
    for row in AGENTS:
        own = [teams[code] for code in row.teams]
        if row is OWNER:
            agent = change_agent(owner, teams=own, by=owner, now=began)
        else:
            person = add_person(email=row.email, name=row.name, language=row.language, by=owner, now=began)
            agent = make_agent(person, role=row.role, languages=row.languages, teams=own, by=owner, now=began)
        if row.email in HERE:
            set_presence(agent, "here", now=now)
        agents.append(agent)
    return agents


def _owner(began: datetime) -> Agent:
    """The set-up as its page does it; nobody knows the password, the demo signs in by a click."""
    return finish_set_up(
        begin_set_up(),
        owner_name=OWNER.name,
        owner_email=OWNER.email,
        password=secrets.token_urlsafe(24),
        company_name=COMPANY_NAME,
        languages=COMPANY_LANGUAGES,
        zone=COMPANY_ZONE,
        language=OWNER.language,
        now=began,
    )


def _customers(plans: dict[str, Plan], began: datetime) -> list[Membership]:
    members = []
    for row in ACCOUNTS:
        account = create_account(name=row.name, language=row.language, country=row.country, zone=row.zone, now=began)
        subscribe(account, plans[row.plan], now=began)
        for one in row.people:
            person = add_person(email=one.email, name=one.name, language=one.language, now=began)
            members.append(add_membership(account, person, one.role, now=began))
    return members


def _try_and_owe(accounts: dict[str, Account], plans: dict[str, Plan], now: datetime) -> None:
    """One account tries a plan, and the payment of another failed."""
    until, then = now + timedelta(days=9), plans["starter"]
    start_trial(accounts[CLARA.email], plans["premium"], until=until, then=then, now=now - timedelta(days=5))
    payment_failed(accounts[SEAN.email], now=now - timedelta(days=2))
