"""Who is behind a session, what the pages of people show, and the audit trail: the only way to rows of people."""

from pindesk.accounts.access.tokens import token_or_404, tokens_of, visitor_of_token
from pindesk.accounts.access.visitors import (
    AUTHENTICATED_AT,
    LEVEL,
    MEMBERSHIP,
    Visitor,
    agent_of,
    may_sign_in,
    memberships_of,
    open_sessions,
    person_by_email,
    session_visitor,
    visitor_of,
)

__all__ = [
    "AUTHENTICATED_AT",
    "LEVEL",
    "MEMBERSHIP",
    "Visitor",
    "agent_of",
    "may_sign_in",
    "memberships_of",
    "open_sessions",
    "person_by_email",
    "session_visitor",
    "token_or_404",
    "tokens_of",
    "visitor_of",
    "visitor_of_token",
]
