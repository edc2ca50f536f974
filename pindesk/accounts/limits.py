"""How often the doors may be tried. Counted in the database; see `actions.limits` and `doors`."""

from __future__ import annotations

from datetime import timedelta

from pindesk.accounts.actions.limits import Limit
from pindesk.accounts.doors import Door

CODE_LIFE = timedelta(minutes=10)
CODE_TRIES_EACH = 5
QUARTER = timedelta(minutes=15)

CODES_FROM_NETWORK = Limit("code_from", 30, QUARTER)
MAILS_TO_ADDRESS = Limit("code_mails", 40, timedelta(days=1))
CODE_TRIES = Limit("code_try", CODE_TRIES_EACH, CODE_LIFE)
CODE_TRIES_FROM_NETWORK = Limit("code_try_from", 60, QUARTER)


def _codes(name: str) -> Door:
    return Door(
        here=Limit(f"{name}_here", 5, QUARTER),
        network=CODES_FROM_NETWORK,
        anywhere=Limit(f"{name}_anywhere", 30, QUARTER),
        known=Limit(f"{name}_known", 5, QUARTER),
        mails=MAILS_TO_ADDRESS,
    )


CUSTOMER_CODES = _codes("customer_code")
AGENT_CODES = _codes("agent_code")
RESET_CODES = _codes("reset_code")
PASSWORDS = Door(
    here=Limit("password_here", 10, QUARTER),
    network=Limit("password_from", 30, QUARTER),
    anywhere=Limit("password_anywhere", 100, QUARTER),
    known=Limit("password_known", 10, QUARTER),
)
SECOND_FACTORS = Limit("second_factor", 5, timedelta(minutes=5))
WRONG_TOKENS_FROM_NETWORK = Limit("api_token_from", 30, QUARTER)
INVITATIONS_BY_AGENT = Limit("invite", 50, timedelta(hours=1))
TEST_MAILS = Limit("test_mail", 10, timedelta(hours=1))
