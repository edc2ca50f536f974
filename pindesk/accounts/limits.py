"""How often the doors may be tried. Counted in the database; see `actions.limits`."""

from __future__ import annotations

from datetime import timedelta

from pindesk.accounts.actions.limits import Limit

CODE_LIFE = timedelta(minutes=10)
CODE_TRIES_EACH = 5

CODES_TO_ADDRESS = Limit("code_to", 5, timedelta(minutes=15))
CODES_FROM_IP = Limit("code_from", 30, timedelta(minutes=15))
CODE_TRIES = Limit("code_try", CODE_TRIES_EACH, CODE_LIFE)
CODE_TRIES_FROM_IP = Limit("code_try_from", 60, timedelta(minutes=15))
PASSWORDS_OF_ADDRESS = Limit("password", 10, timedelta(minutes=15))
PASSWORDS_FROM_IP = Limit("password_from", 30, timedelta(minutes=15))
SECOND_FACTORS = Limit("second_factor", 5, timedelta(minutes=5))
INVITATIONS_BY_AGENT = Limit("invite", 50, timedelta(hours=1))
TEST_MAILS = Limit("test_mail", 10, timedelta(hours=1))
