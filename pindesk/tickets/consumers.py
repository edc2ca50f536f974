"""What tickets do when the plan of an account changes."""

from __future__ import annotations

from pindesk.events.consumers import Consumer
from pindesk.events.logged import LoggedEvent
from pindesk.plans.access import starts_after
from pindesk.tickets.tasks import keep_better_promises


def on_plan_event(event: LoggedEvent) -> None:
    """Enqueue the look at the account's tickets: at once, and when each plan that is still to come begins."""
    account = int(event.subject.partition(":")[2])
    keep_better_promises.enqueue(account, event.at.isoformat())
    for starts_at in starts_after(account, event.at):
        keep_better_promises.using(run_after=starts_at).enqueue(account, starts_at.isoformat())


BETTER_PROMISES = Consumer(
    name="tickets.better_promises",
    kinds=frozenset(
        ("subscription.started", "subscription.planned", "subscription.trial_started", "account.payment_received")
    ),
    function=on_plan_event,
)
