"""What the pages of people and teams show; agents only."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q
from django.http import Http404

from pindesk.accounts.models import Agent, Invitation, Team
from pindesk.lib.prepared import Prepared
from pindesk.lib.text import number_or_none

_TEAM_NAMES = Prepared(lambda: Team.objects.values_list("pk", "name"))


def agents() -> list[Agent]:
    """Every agent with their person and teams, those who are no longer agents last; two queries."""
    rows = Agent.objects.select_related("person").prefetch_related("teams")
    return list(rows.order_by("-is_active", "person__name"))


def agent_or_404(pk: int) -> Agent:
    found = Agent.objects.select_related("person").prefetch_related("teams").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def open_invitations(at: datetime) -> list[Invitation]:
    """Invitations of agents that can still be accepted, newest first."""
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at).exclude(agent_role="")
    return list(rows.select_related("invited_by").order_by("-created_at"))


def invitation_or_404(pk: int) -> Invitation:
    found = Invitation.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def teams() -> list[Team]:
    """Every team with `members`, the number of its active agents; one query."""
    return list(Team.objects.annotate(members=Count("agents", filter=Q(agents__is_active=True))))


def team_names() -> list[tuple[int, str]]:
    """Every team by number and name, in the order that a lead gave them; one query."""
    return [(pk, name) for pk, name in _TEAM_NAMES.rows()]


def team_or_404(pk: int) -> Team:
    found = Team.objects.prefetch_related("agents__person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def agent_or_none(pk: int) -> Agent | None:
    """The agent of that number, no longer active ones too."""
    return Agent.objects.filter(pk=pk).first()


def team_or_none(pk: int) -> Team | None:
    return Team.objects.filter(pk=pk).first()


def teams_of(ids: list[str]) -> list[Team]:
    """The teams with these numbers, as a form sends them; what is no number or no team is left out."""
    return list(Team.objects.filter(pk__in=[pk for each in ids if (pk := number_or_none(each, 9)) is not None]))
