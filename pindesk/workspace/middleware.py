"""The door of the workspace: every page behind it is for agents, without a word in any view."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pindesk.accounts.models import Agent
from pindesk.accounts.requests import Request
from pindesk.accounts.returning import by_way_of
from pindesk.accounts.second_factors import SECOND_STEP, has_second_factor
from pindesk.accounts.sessions import AGENT

OPEN = ("/workspace/sign-in", "/workspace/sign-out")
SECURITY = ("/workspace/security",)


class DoorMiddleware:
    """Sends visitors to sign in, and agents without a second factor to add one where the company asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.audience == AGENT and not _is_below(request.path_info, OPEN):
            if request.agent is None:
                return by_way_of(request, reverse("account_login"), reverse("sign_in_done"))
            if not _is_below(request.path_info, SECURITY) and _lacks_second_factor(request, request.agent):
                return HttpResponseRedirect(reverse("mfa_index"))
        return self.get_response(request)


def _is_below(path: str, folders: tuple[str, ...]) -> bool:
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders)


def _lacks_second_factor(request: Request, agent: Agent) -> bool:
    """Asked of the database once in a session; a change of the agent's factors drops the answer."""
    if not request.company.require_agent_2fa or request.session.get(SECOND_STEP):
        return False
    request.session[SECOND_STEP] = has_second_factor(agent.person)
    return not request.session[SECOND_STEP]
