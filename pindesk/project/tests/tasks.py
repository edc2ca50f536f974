"""Tasks to run in tests."""

from __future__ import annotations

from django_tasks import task

from pindesk.accounts.models import Team


@task()
def add_team(name: str) -> None:
    """One row, to be seen."""
    Team.objects.create(code=name, name=name)


@task()
def fail() -> None:
    """A task that does not succeed."""
    raise RuntimeError("no")
