"""Every change of people, accounts, agents, teams, sessions and invitations; each records who did it."""

from pindesk.accounts.actions.agents import change_agent, make_agent, save_team, set_presence
from pindesk.accounts.actions.people import (
    add_membership,
    add_person,
    change_person,
    create_account,
    remove_membership,
    set_active,
)
from pindesk.accounts.actions.sessions import (
    choose_account,
    credentials_changed,
    open_session,
    sign_in,
    sign_out,
    sign_out_everywhere,
)

__all__ = [
    "add_membership",
    "add_person",
    "change_agent",
    "change_person",
    "choose_account",
    "create_account",
    "credentials_changed",
    "make_agent",
    "open_session",
    "remove_membership",
    "save_team",
    "set_active",
    "set_presence",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
]
