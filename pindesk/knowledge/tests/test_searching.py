"""What a search finds, for whom, and how soon after a change."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from pindesk.accounts.models import Agent
from pindesk.events.actions import raise_epoch
from pindesk.knowledge import actions
from pindesk.knowledge.access import indexes
from pindesk.knowledge.access.reading import article_for_reader
from pindesk.knowledge.access.searching import search
from pindesk.knowledge.actions import Words
from pindesk.knowledge.models import IndexState, Translation
from pindesk.knowledge.rules import NOBODY, Reader
from tests.articles import an_article, translated

pytestmark = pytest.mark.django_db

FREE = Reader(is_signed_in=True, plan="free")
PREMIUM = Reader(is_signed_in=True, plan="premium")


def found(words: str, language: str = "en", reader: Reader = NOBODY, **options) -> list[str]:
    results = search(words, language=language, reader=reader, **options)
    return ["".join(text for text, _ in row.title) for row in results.rows]


def test_a_published_article_is_found_in_the_very_next_query() -> None:
    assert found("bounces") == []
    row = an_article("Read your bounces", is_published=False)
    assert found("bounces") == []
    actions.publish(row, by=None)
    assert found("bounces") == ["Read your bounces"]


def test_a_changed_article_is_found_by_its_new_words_alone() -> None:
    row = an_article("Read your bounces", body="Old words.")
    assert found("bounces")
    actions.save_version(row.article, "en", Words("Understand returned mail", body="New."), base=1, by=None)
    assert found("returned") == []
    actions.publish(row, by=None)
    assert found("returned") == ["Understand returned mail"]
    assert found("bounces") == []


@pytest.mark.parametrize("what", ["withdraw", "archive", "restrict"])
def test_one_that_is_taken_away_is_gone_from_the_very_next_query(what: str) -> None:
    row, other = an_article("Read your bounces"), an_article("Bounces of yesterday")
    assert len(found("bounces")) == 2
    if what == "withdraw":
        actions.withdraw(row, by=None)
    elif what == "archive":
        actions.archive_article(row.article, by=None)
    else:
        actions.place_article(row.article, section=None, visibility="plans:premium", by=None)
    assert found("bounces") == [other.title]
    assert set(found("bounces", reader=PREMIUM)) == {other.title, *([row.title] if what == "restrict" else [])}


def test_a_restricted_article_shows_for_whom_it_is_alone() -> None:
    an_article("Dedicated addresses", visibility="plans:business,premium")
    an_article("Sending domains", visibility="signed_in")
    for words in ("dedicated addresses", "dedicated", "sending domains"):
        assert found(words) == []
        assert search(words, language="en", reader=NOBODY).count == 0
    assert found("dedicated", reader=FREE) == []
    assert found("dedicated", reader=PREMIUM) == ["Dedicated addresses"]
    assert found("sending", reader=FREE) == ["Sending domains"]


def test_a_spelling_is_never_corrected_to_a_word_that_only_others_may_read() -> None:
    an_article("Zeppelin launch", visibility="plans:premium", body="The zeppelin flies.")
    an_article("Sending domains")
    for words in ("zepelin", "zeppelni", "zeppel"):
        results = search(words, language="en", reader=NOBODY, is_unfinished=False)
        assert results.rows == ()
        assert "zeppelin" not in (results.corrected or "")
    assert search("zepelin", language="en", reader=PREMIUM).corrected == "zeppelin"


def test_articles_that_are_not_translated_come_after_those_that_are() -> None:
    an_article("DKIM only in English")
    translated(an_article("DKIM in both"), "de", "DKIM in beiden")
    assert found("dkim", "de") == ["DKIM in beiden", "DKIM only in English"]
    assert set(found("dkim", "en")) == {"DKIM in both", "DKIM only in English"}
    assert search("dkim", language="de", reader=NOBODY).count == 2


def test_each_article_comes_once_whatever_languages_it_has() -> None:
    row = an_article("DKIM")
    translated(row, "fr", "DKIM en français")
    assert found("dkim", "es") == ["DKIM"]


def test_an_article_that_stands_in_is_found_in_the_language_that_its_page_shows() -> None:
    row = an_article("Créer un compte DKIM", language="fr")
    translated(row, "en", "Create a DKIM account")
    assert found("dkim", "de") == ["Créer un compte DKIM"] == [article_for_reader(row.article_id, "de", NOBODY).title]
    actions.withdraw(row, by=None)
    assert found("dkim", "de") == ["Create a DKIM account"]


def test_results_can_be_leafed_through() -> None:
    for number in range(5):
        an_article(f"DKIM {number}", language="de" if number > 2 else "en")
    every = found("dkim", "de", limit=5)
    assert len(set(every)) == 5
    pages = [found("dkim", "de", limit=2, offset=start) for start in (0, 2, 4, 6)]
    assert pages == [every[:2], every[2:4], every[4:], []]


def test_an_article_that_is_not_translated_is_found_behind_many_that_are() -> None:
    for number in range(40):
        translated(an_article(f"DKIM {number}", "DKIM " * 9), "de", f"Schlüssel {number}")
    alone = an_article("Other", "One word of DKIM among many others that say nothing of it.")
    for is_unfinished in (True, False):
        results = search("dkim", language="de", reader=NOBODY, is_unfinished=is_unfinished)
        assert [row.translation for row in results.rows] == [alone.pk]
        assert results.count == 1


def test_as_many_are_announced_on_every_page_as_there_are() -> None:
    for number in range(10):
        an_article(f"DKIM {number}", language="de" if number > 5 else "fr" if number > 3 else "en")
    pages = [search("dkim", language="de", reader=NOBODY, limit=4, offset=start) for start in (0, 4, 8, 12)]
    assert [page.count for page in pages] == [10] * 4
    assert [len(page.rows) for page in pages] == [4, 4, 2, 0]
    assert len({row.translation for page in pages for row in page.rows}) == 10


def test_synonyms_hold_from_the_next_query_on(lin: Agent) -> None:
    an_article("Two-step sign-in")
    assert found("2fa") == []
    row = actions.save_synonyms(language="en", words=["2fa", "two-step sign-in"], by=lin)
    assert found("2fa") == ["Two-step sign-in"]
    actions.delete_synonyms(row, by=lin)
    assert found("2fa") == []


def test_what_matched_is_marked_in_title_and_words() -> None:
    an_article("Set up DKIM", body="A key signs your mail. DKIM needs two records.")
    row = search("dkim", language="en", reader=NOBODY).rows[0]
    assert ("DKIM", True) in row.title
    assert ("DKIM", True) in row.snippet


def test_a_restored_database_is_read_anew() -> None:
    row = an_article("Read your bounces")
    assert found("bounces")
    # A restore puts older rows in place, with a lower revision, and raises the epoch.
    Translation.objects.filter(pk=row.pk).update(title="Older title", text="Older words")
    IndexState.objects.update(revision=1)
    raise_epoch()
    assert found("bounces") == []
    assert found("older") == ["Older title"]


def test_nothing_is_read_again_while_nothing_changed(django_assert_num_queries) -> None:
    an_article("Read your bounces")
    found("bounces")
    with django_assert_num_queries(2):
        found("bounces")


def test_an_index_is_a_help_and_not_a_permission() -> None:
    """A row that changed behind the revision's back is asked for once more before it is shown."""
    row = an_article("Read your bounces")
    assert found("bounces")
    Translation.objects.filter(pk=row.pk).update(state="draft")
    assert found("bounces") == []


@pytest.mark.django_db(transaction=True)
def test_another_process_has_it_right_in_its_next_query() -> None:
    """Another process has indexes of its own: it has not seen the change being made."""
    row = an_article("Read your bounces")
    assert found("bounces")
    ours = indexes._indexes

    def elsewhere() -> None:
        indexes._indexes = None
        actions.withdraw(Translation.objects.get(pk=row.pk), by=None)
        assert found("bounces") == []
        connection.close()

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    indexes._indexes = ours
    assert found("bounces") == []


@pytest.mark.django_db(transaction=True)
def test_searches_and_changes_at_once_never_show_what_is_gone() -> None:
    rows = [an_article(f"Bounce number {number}") for number in range(8)]
    problems: list[str] = []
    gone: set[str] = set()

    def look() -> None:
        try:
            for _ in range(30):
                before = set(gone)
                problems.extend(title for title in found("bounce", limit=20) if title in before)
        finally:
            connection.close()

    readers = [threading.Thread(target=look) for _ in range(3)]
    for reader in readers:
        reader.start()
    for row in rows:
        actions.withdraw(row, by=None)
        gone.add(row.title)
    for reader in readers:
        reader.join()
    assert problems == []
    assert found("bounce") == []
