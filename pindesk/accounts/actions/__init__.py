"""Every change of people, accounts, agents, teams, sessions, invitations and the company; each records who did it."""

from pindesk.accounts.actions.agents import change_agent, make_agent, save_team, set_letter_keys, set_presence
from pindesk.accounts.actions.company import require_second_factor, set_file_limits
from pindesk.accounts.actions.invitations import (
    accept_invitation,
    invite_agent,
    invite_member,
    open_invitation,
    withdraw_invitation,
)
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
from pindesk.accounts.actions.set_up import begin_set_up, check_set_up, finish_set_up
from pindesk.accounts.actions.tokens import create_api_token, note_token_use, revoke_api_token

__all__ = [
    "accept_invitation",
    "add_membership",
    "add_person",
    "begin_set_up",
    "change_agent",
    "change_person",
    "check_set_up",
    "choose_account",
    "create_account",
    "create_api_token",
    "credentials_changed",
    "finish_set_up",
    "invite_agent",
    "invite_member",
    "make_agent",
    "note_token_use",
    "open_invitation",
    "open_session",
    "remove_membership",
    "require_second_factor",
    "revoke_api_token",
    "save_team",
    "set_active",
    "set_file_limits",
    "set_letter_keys",
    "set_presence",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "withdraw_invitation",
]
