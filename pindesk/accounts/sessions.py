"""Sessions in the database: each belongs to one audience, and its row says whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from pindesk.accounts.models import Person, Session
from pindesk.lib import clock
from pindesk.lib.prepared import Prepared, columns, row_of

CUSTOMER = "customer"
AGENT = "agent"

SIGNED_IN_LIFE = {CUSTOMER: timedelta(days=30), AGENT: timedelta(days=14)}
NOT_SIGNED_IN_LIFE = timedelta(hours=1)

_SESSION = Prepared(
    lambda key, audience, at: Session.objects.filter(
        session_key=key, audience=audience, expire_date__gt=at
    ).values_list("session_data", "person_id", *columns(Person, "person__")),
    key=str,
    audience=str,
    at=datetime,
)


class SessionStore(DatabaseStore):
    """A session of one audience: a key of the other audience opens nothing.

    `person` is the row that came with the session, so that a page needs no second query for it; its life is counted
    from the last change, which for a signed-in browser is the sign-in.
    """

    def __init__(self, session_key: str | None = None, audience: str = CUSTOMER) -> None:
        self.audience = audience
        self.person: Person | None = None
        super().__init__(session_key)

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and len(key or "") <= 40 and (key or "").isascii() and (key or "").isalnum()

    def load(self) -> dict[str, Any]:
        row = _SESSION.first(key=self.session_key, audience=self.audience, at=clock.now())
        if row is None:
            self._session_key = None
            return {}
        data, person_id, *person = row
        self.person = row_of(Person, person) if person_id is not None else None
        return self.decode(data)

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=session_key).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        person_id = data.get(SESSION_KEY)
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=clock.now() + self.life(data),
            audience=self.audience,
            person_id=int(person_id) if person_id else None,
        )

    def life(self, data: Mapping[str, Any] | SessionStore) -> timedelta:
        """How long the browser and the table keep a session with this data."""
        return SIGNED_IN_LIFE[self.audience] if data.get(SESSION_KEY) else NOT_SIGNED_IN_LIFE
