"""The list of periodic work: what is done again and again though nothing happened."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple


class Periodic(NamedTuple):
    """One piece of work; `function` is a dotted path to a function without arguments that is safe to run twice."""

    name: str
    every: timedelta
    function: str


PERIODIC = (
    Periodic("close what was solved 14 days ago", timedelta(hours=1), "pindesk.tickets.actions.close_solved"),
    Periodic("forget drafts put aside", timedelta(hours=1), "pindesk.tickets.actions.forget_put_aside"),
    Periodic("queue mails that waited for a mail server", timedelta(minutes=5), "pindesk.outbox.actions.queue_unsent"),
    Periodic("forget old visits", timedelta(days=1), "pindesk.knowledge.actions.forget_old_visits"),
    Periodic("render articles anew", timedelta(hours=1), "pindesk.knowledge.actions.render_anew"),
    Periodic("remove uploads that nobody used", timedelta(days=1), "pindesk.files.actions.remove_stale_uploads"),
    Periodic("scan files that were taken unscanned", timedelta(minutes=10), "pindesk.files.actions.scan_waiting"),
    Periodic("remove files that nothing uses", timedelta(days=1), "pindesk.files.actions.remove_orphans"),
    Periodic("prune finished tasks", timedelta(days=1), "pindesk.project.jobs.prune"),
    Periodic("prune ended sessions", timedelta(days=1), "pindesk.accounts.actions.sessions.prune_sessions"),
    Periodic("forget old statements of billing", timedelta(days=1), "pindesk.plans.actions.forget_old_statements"),
    Periodic("prune counted tries", timedelta(days=1), "pindesk.accounts.actions.limits.prune_tries"),
)
