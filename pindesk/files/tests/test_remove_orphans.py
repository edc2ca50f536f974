"""What nothing points to goes after a week, its content a week later; what something points to never."""

from __future__ import annotations

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from pindesk.files import content
from pindesk.files.actions import orphans, remove_orphans, store_image
from pindesk.files.actions.storing import row_of
from pindesk.files.models import StoredFile, pointing_here
from pindesk.files.tests.pictures import a_picture
from pindesk.lib import clock

pytestmark = pytest.mark.django_db
START = datetime(2027, 7, 16, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def stored_at(at: datetime, size: tuple[int, int] = (60, 40)) -> StoredFile:
    with clock.frozen(at):
        return store_image(a_picture(size=size))


def point_to(stored: StoredFile) -> Any:
    """A row of an app above, which this one does not know."""
    article = apps.get_model("knowledge", "Article").objects.create()
    return apps.get_model("knowledge", "Image").objects.create(article=article, file=stored, key="k", name="one.png")


def test_references_without_a_name_for_the_way_back_are_known() -> None:
    assert ("knowledge", "file") in {(field.model._meta.app_label, field.name) for field in pointing_here()}


def test_unused_row_goes_after_a_week_and_its_content_a_week_later() -> None:
    stored = stored_at(START)
    assert remove_orphans(START + 6 * DAY) == 0
    assert StoredFile.objects.exists()
    assert remove_orphans(START + 8 * DAY) == 1
    assert not StoredFile.objects.exists()
    assert stored.path.exists(), "a backup that began before may still look for it"
    remove_orphans(START + 14 * DAY)
    assert stored.path.exists()
    remove_orphans(START + 16 * DAY)
    assert not stored.path.exists()


def test_what_something_points_to_stays() -> None:
    used, unused = stored_at(START), stored_at(START, (61, 40))
    row = point_to(used)
    assert remove_orphans(START + 800 * DAY) == 1
    assert StoredFile.objects.get() == used
    assert used.path.exists()
    row.delete()
    assert remove_orphans(START + 801 * DAY) == 1
    assert unused.pk != used.pk


def test_what_was_handed_in_again_stays_for_another_week() -> None:
    first = stored_at(START)
    assert stored_at(START + 6 * DAY) == first
    assert remove_orphans(START + 12 * DAY) == 0
    assert remove_orphans(START + 14 * DAY) == 1


def test_content_whose_row_never_came_goes_after_a_week(data: Path) -> None:
    stored = stored_at(START)
    StoredFile.objects.all().delete()
    remove_orphans(START + 6 * DAY)
    assert stored.path.exists()
    remove_orphans(START + 8 * DAY)
    assert not stored.path.exists()


def test_content_that_comes_back_to_a_lost_row_is_not_taken_away() -> None:
    stored_at(START)
    remove_orphans(START + 8 * DAY)
    again = stored_at(START + 15 * DAY)
    remove_orphans(START + 16 * DAY)
    assert again.path.exists()


def test_what_is_called_otherwise_is_left_alone(data: Path) -> None:
    stored_at(START)
    others = [
        data / "files" / "README",
        data / "files" / "ab" / "cd" / "notes",
        data / "files" / "ab" / "cd" / ("a" * 64),
    ]
    for other in others:
        other.parent.mkdir(parents=True, exist_ok=True)
        other.write_text("mine")
        os.utime(other, (0, 0))
    remove_orphans(START + 100 * DAY)
    assert all(other.exists() for other in others)


def test_drafts_of_killed_processes_go_by_the_time_of_the_machine(data: Path) -> None:
    stored_at(START)
    old, new = data / "files" / ".drafts" / "old", data / "files" / ".drafts" / "new"
    for draft in (old, new):
        draft.touch()
    os.utime(old, (time.time() - content.DRAFT_SECONDS - 60,) * 2)
    remove_orphans(START + 100 * DAY)
    assert (old.exists(), new.exists()) == (False, True)


def test_nothing_stored_is_nothing_to_do(data: Path) -> None:
    assert remove_orphans() == 0


def test_row_handed_in_again_at_the_last_moment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between finding it unused and deleting it."""
    stored = stored_at(START)
    remove = orphans._remove_row

    def first_store_again(pk: int, before: datetime) -> int:
        stored_at(START + 8 * DAY)
        return remove(pk, before)

    monkeypatch.setattr(orphans, "_remove_row", first_store_again)
    assert remove_orphans(START + 8 * DAY) == 0
    assert StoredFile.objects.get() == stored


def test_content_handed_in_again_at_the_last_moment_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = stored_at(START)
    StoredFile.objects.all().delete()
    removing = content.removing

    def first_store_again(sha256: str, before: datetime) -> Any:
        stored_at(START + 8 * DAY)
        return removing(sha256, before)

    monkeypatch.setattr(content, "removing", first_store_again)
    remove_orphans(START + 8 * DAY)
    assert stored.path.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begins", ["reference", "removal"])
def test_reference_and_removal_at_the_same_moment_never_leave_a_row_without_its_file(begins: str) -> None:
    """Two connections: one points to the file in a transaction that stays open for a while, the other removes it."""
    stored = stored_at(START)
    article = apps.get_model("knowledge", "Article").objects.create()
    is_open, outcome = threading.Event(), []

    def point() -> None:
        try:
            with transaction.atomic():
                apps.get_model("knowledge", "Image").objects.create(article=article, file=stored, key="k", name="a.png")
                is_open.set()
                time.sleep(0.3)
            outcome.append("kept")
        except IntegrityError:
            outcome.append("refused")
        finally:
            connection.close()

    pointing = threading.Thread(target=point)
    if begins == "removal":
        with transaction.atomic():
            StoredFile.objects.unused().filter(pk=stored.pk)._raw_delete("default")
            pointing.start()
            time.sleep(0.1)
    else:
        pointing.start()
        assert is_open.wait(20)
        orphans._remove_row(stored.pk, START + 8 * DAY)
    pointing.join()
    images = apps.get_model("knowledge", "Image").objects.count()
    assert images == (outcome == ["kept"])
    assert StoredFile.objects.count() >= images


@pytest.mark.django_db(transaction=True)
def test_pasting_and_removing_from_many_threads_leaves_everything_that_is_used() -> None:
    """As in life: the picture is stored again, then a row points to it, while the daily work goes round and round."""
    stored = stored_at(START)
    article = apps.get_model("knowledge", "Article").objects.create()
    failures: list[BaseException] = []
    is_over = threading.Event()

    def remove() -> None:
        while not is_over.is_set():
            remove_orphans(START + 8 * DAY)
        connection.close()

    def paste(number: int) -> None:
        try:
            for round_ in range(4):
                with transaction.atomic():
                    again = row_of(
                        StoredFile(sha256=stored.sha256, bytes=1, content_type="image/png", stored_at=START + 8 * DAY)
                    )
                    row = apps.get_model("knowledge", "Image").objects.create(
                        article=article, file=again, key=f"{number}-{round_}", name=f"{number}-{round_}.png"
                    )
                if round_ < 3:
                    row.delete()
                    StoredFile.objects.filter(pk=again.pk).update(stored_at=START)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=paste, args=(number,)) for number in range(3)]
    sweeper = threading.Thread(target=remove)
    for thread in (sweeper, *threads):
        thread.start()
    for thread in threads:
        thread.join()
    is_over.set()
    sweeper.join()
    assert not failures
    assert apps.get_model("knowledge", "Image").objects.count() == 3
    assert StoredFile.objects.count() == 1
    assert stored.path.exists()
