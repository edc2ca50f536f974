"""Work on many tickets, a few at a time, safe to run twice."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from pindesk.tickets.actions.promising import keep_better_promise, with_longer_promises

AT_ONCE = 50  # tickets in one transaction: no writer is held up for long


@task()
def keep_better_promises(account: int, at: str) -> None:
    """Give the account's tickets the promise of the plan it is served at the instant `at`, where that is better."""
    instant, last = datetime.fromisoformat(at), 0
    while numbers := with_longer_promises(account, instant, after=last, limit=AT_ONCE):
        keep_better_promise(numbers, instant)
        last = numbers[-1]
