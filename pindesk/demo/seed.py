"""Filling an empty database with Larkmail, by the same actions that pages use."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from pindesk.accounts.actions import (
    add_membership,
    add_person,
    create_account,
    make_agent,
    save_company,
    save_team,
    set_presence,
)
from pindesk.accounts.models import Agent, Company, Membership
from pindesk.availability import shipped
from pindesk.availability.actions import save_topics
from pindesk.demo.history import Desk, play
from pindesk.demo.people import ACCOUNTS, AGENTS, COMPANY, TEAMS
from pindesk.lib import clock
from pindesk.plans.actions import save_plans, subscribe
from pindesk.plans.models import Plan

HERE = ("ada@larkmail.example", "lin@larkmail.example", "ines@larkmail.example")


def seed() -> None:
    """Fill the database; one that has a company already stays as it is."""
    if Company.objects.exists():
        return
    now = clock.now()
    began = now - timedelta(days=420)
    with transaction.atomic():
        agents = _staff(began, now)
        plans = {plan.code: plan for plan in save_plans(shipped.PLANS)}
        members = _customers(plans, began)
    paying = [member for member, plan in members if "ticket" in plan.channels]
    play(Desk(agents, [member for member, _ in members], paying), now)


def _staff(began: datetime, now: datetime) -> list[Agent]:
    save_company(**COMPANY, now=began)
    teams = {
        code: save_team(code=code, name=name, position=place, now=began) for place, (code, name, _) in enumerate(TEAMS)
    }
    save_topics(shipped.TOPICS, {topic: teams[code] for code, _, topics in TEAMS for topic in topics})
    agents = []
    for row in AGENTS:
        person = add_person(email=row.email, name=row.name, language=row.language, now=began)
        agent = make_agent(
            person, role=row.role, languages=row.languages, teams=[teams[code] for code in row.teams], now=began
        )
        if row.email in HERE:
            set_presence(agent, "here", now=now)
        agents.append(agent)
    return agents


def _customers(plans: dict[str, Plan], began: datetime) -> list[tuple[Membership, Plan]]:
    members = []
    for row in ACCOUNTS:
        account = create_account(name=row.name, language=row.language, country=row.country, zone=row.zone, now=began)
        subscribe(account, plans[row.plan], now=began)
        for one in row.people:
            person = add_person(email=one.email, name=one.name, language=one.language, now=began)
            members.append((add_membership(account, person, one.role, now=began), plans[row.plan]))
    return members
