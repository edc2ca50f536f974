"""Background work: tasks run soon after their commit, and nothing that was begun is forgotten."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pindesk.accounts.models import Team
from pindesk.lib import clock
from pindesk.project import jobs, periodic
from pindesk.project.tests.tasks import add_team, fail

NOON = datetime(2027, 7, 16, 12, 0, tzinfo=UTC)


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> threading.Semaphore:
    """Released after each pass of the task thread."""
    passes = threading.Semaphore(0)
    run = jobs.Tasks.run

    def run_and_tell(self: jobs.Tasks) -> float:
        seconds = run(self)
        passes.release()
        return seconds

    monkeypatch.setattr(jobs.Tasks, "run", run_and_tell)
    monkeypatch.setattr(jobs, "POLL_SECONDS", 60.0)  # whoever is not woken comes too late
    return passes


@pytest.fixture
def work(transactional_db: None, passes: threading.Semaphore) -> Iterator[jobs.Work]:
    work = jobs.Work()
    work.start()
    assert passes.acquire(timeout=20)
    yield work
    work.stop()
    for loop in work._loops:
        loop.join(20)
        assert not loop.is_alive()


def test_task_runs_when_its_transaction_is_committed(work: jobs.Work, passes: threading.Semaphore) -> None:
    with transaction.atomic():
        add_team.enqueue("soon")
        assert not passes.acquire(timeout=0.2)
    assert passes.acquire(timeout=20)
    assert Team.objects.filter(code="soon").exists()


def test_task_of_a_transaction_that_failed_does_not_run(work: jobs.Work, passes: threading.Semaphore) -> None:
    with pytest.raises(KeyError), transaction.atomic():
        add_team.enqueue("never")
        raise KeyError
    add_team.enqueue("after")
    assert passes.acquire(timeout=20)
    assert list(Team.objects.values_list("code", flat=True)) == ["after"]


def test_failing_task_does_not_stop_the_others(work: jobs.Work, passes: threading.Semaphore) -> None:
    with transaction.atomic():
        failed = fail.enqueue()
        add_team.enqueue("others")
    assert passes.acquire(timeout=20)
    assert Team.objects.filter(code="others").exists()
    assert DBTaskResult.objects.get(pk=failed.id).status == TaskResultStatus.FAILED


@pytest.mark.django_db
def test_task_that_a_killed_process_left_is_run_again() -> None:
    row = DBTaskResult.objects.get(pk=add_team.enqueue("again").id)
    row.claim(jobs.NODE)
    jobs.Tasks().run()
    assert Team.objects.filter(code="again").exists()


@pytest.mark.django_db
def test_task_for_later_waits() -> None:
    add_team.using(run_after=datetime.now(UTC) + timedelta(hours=1)).enqueue("later")
    jobs.Tasks().run()
    assert not Team.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "days", "is_kept"),
    [
        (TaskResultStatus.SUCCESSFUL, 6, True),
        (TaskResultStatus.SUCCESSFUL, 8, False),
        (TaskResultStatus.FAILED, 29, True),
        (TaskResultStatus.FAILED, 31, False),
        (TaskResultStatus.READY, 99, True),
    ],
)
def test_finished_tasks_are_pruned(status: str, days: int, is_kept: bool) -> None:
    row = add_team.enqueue("old")
    DBTaskResult.objects.filter(pk=row.id).update(status=status, finished_at=NOON - timedelta(days=days))
    with clock.frozen(NOON):
        jobs.prune()
    assert DBTaskResult.objects.exists() == is_kept


@pytest.mark.django_db
def test_failing_periodic_work_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(jobs, "PERIODIC", (_periodic("fails"), _periodic("works")))
    monkeypatch.setattr(
        jobs, "import_string", lambda path: done.append if path == "fails" else lambda: done.append(path)
    )
    reactions = jobs.Reactions()
    reactions.run()
    reactions.run()
    assert done == ["works"], "once in its time"


def _periodic(name: str) -> periodic.Periodic:
    return periodic.Periodic(name, timedelta(days=1), name)


@pytest.mark.django_db
def test_every_periodic_work_can_be_done_twice() -> None:
    for work in periodic.PERIODIC:
        function = jobs.import_string(work.function)
        function()
        function()
