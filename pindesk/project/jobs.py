"""Background work in the serving process: tasks, consumers of the log, periodic work; woken by commits."""

from __future__ import annotations

import logging
import platform
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks.signals import task_enqueued
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from pindesk.events import consumers, wake
from pindesk.lib import clock
from pindesk.project.consumers import CONSUMERS
from pindesk.project.periodic import PERIODIC

POLL_SECONDS = 5.0
AFTER_FAILURE_SECONDS = 5.0
SUCCESSFUL_KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=30)
ABANDONED_AFTER = timedelta(minutes=15)
NODE = platform.node()[:64] or "pindesk"

_log = logging.getLogger("pindesk.jobs")


class Work:
    """Two threads: one runs tasks, which may wait for a mail server; one reads the log and does periodic work."""

    def __init__(self) -> None:
        self._loops = (Loop("tasks", Tasks().run), Loop("reactions", Reactions().run))

    def start(self) -> None:
        self._unsubscribe = wake.subscribe(self.wake)
        task_enqueued.connect(self._wake_after_commit, weak=False)
        for loop in self._loops:
            loop.start()

    def wake(self) -> None:
        for loop in self._loops:
            loop.wake()

    def stop(self) -> None:
        """Begin nothing new. A task that is running goes on until the process ends, and again at the next start."""
        self._unsubscribe()
        for loop in self._loops:
            loop.stop()

    def _wake_after_commit(self, **_: Any) -> None:
        transaction.on_commit(self.wake)


class Loop(threading.Thread):
    """Calls `work` when woken, and when the seconds that it returned are over."""

    def __init__(self, name: str, work: Callable[[], float]) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self._bell = threading.Event()
        self._is_stopped = False

    def wake(self) -> None:
        self._bell.set()

    def stop(self) -> None:
        self._is_stopped = True
        self._bell.set()

    def run(self) -> None:
        while not self._is_stopped:
            self._bell.clear()
            try:
                seconds = self._work()
            except Exception:
                _log.exception("Background work failed; trying again")
                seconds = AFTER_FAILURE_SECONDS
            close_old_connections()
            self._bell.wait(seconds)
        connection.close()


class Tasks:
    """Runs the tasks that are due, one after the other."""

    def __init__(self) -> None:
        self._worker = Worker(
            queue_names=["default"],
            interval=POLL_SECONDS,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=NODE,
            excluded_queue_names=[],
        )
        self._is_recovered = False

    def run(self) -> float:
        """Run what is due; returns the seconds until the next look."""
        if not self._is_recovered:
            recover()
            self._is_recovered = True
        while (task := self._claim()) is not None:
            self._worker.run_task(task)
        return POLL_SECONDS

    def _claim(self) -> DBTaskResult | None:
        due = DBTaskResult.objects.ready().filter(backend_name="default")
        if not due.exists():  # without a transaction, which would keep writers waiting
            return None
        with transaction.atomic():
            task = due.get_locked()
            if task is not None:
                task.claim(NODE)
        return task


class Reactions:
    """Lets the consumers read the log, and does the periodic work that is due."""

    def __init__(self) -> None:
        self._due = {work.name: 0.0 for work in PERIODIC}

    def run(self) -> float:
        """Returns the seconds until it must run again though nothing wakes it."""
        wait = consumers.run(CONSUMERS)
        for work in PERIODIC:
            if time.monotonic() >= self._due[work.name]:
                self._due[work.name] = time.monotonic() + work.every.total_seconds()
                self._do(work.name, work.function)
        return min(POLL_SECONDS, wait.total_seconds()) if wait is not None else POLL_SECONDS

    def _do(self, name: str, function: str) -> None:
        try:
            import_string(function)()
        except Exception:
            _log.exception("Periodic work failed; it comes again", extra={"name_of_work": name})


def recover() -> None:
    """Make ready again what this node left running when it ended, and what another node left running long ago."""
    running = DBTaskResult.objects.running()
    if connection.vendor != "sqlite":
        running = running.filter(Q(worker_ids__contains=[NODE]) | Q(started_at__lt=clock.now() - ABANDONED_AFTER))
    running.update(status=TaskResultStatus.READY)


def prune() -> None:
    """Delete finished tasks: successful ones after 7 days, failed ones after 30."""
    now = clock.now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - SUCCESSFUL_KEPT).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - FAILED_KEPT).delete()
