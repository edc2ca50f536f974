"""The numbers of the help centre, on cases counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pindesk.knowledge import actions
from pindesk.knowledge.access import figures
from pindesk.knowledge.access.figures import Parts, Period, Search, Strangers, Topic
from pindesk.knowledge.models import Step
from tests.articles import an_article, translated

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2027, 7, 16, 15, 55, tzinfo=UTC)  # a Friday, 17:55 in Paris
WEEK = Period(7, PARIS, NOW)


def step(visit: str, kind: str, at: datetime = NOW - timedelta(hours=2), **changes: Any) -> None:
    values: dict[str, Any] = {"language": "en", "is_customer": True} | changes
    assert actions.record_step(visit=visit, kind=kind, now=at, **values)


def looked(visit: str, at: datetime = NOW - timedelta(hours=2), **changes: Any) -> None:
    step(visit, "searched", at, words="spf", found=3, **changes)


def wrote(visit: str, at: datetime = NOW - timedelta(hours=1), topic: str = "sending", **changes: Any) -> None:
    step(visit, "wrote", at, topic=topic, **changes)


def said(visit: str, article: int, is_solved: bool, at: datetime = NOW - timedelta(hours=1), **changes: Any) -> None:
    actions.answer(article, visit=visit, is_solved=is_solved, now=at, **({"language": "en"} | changes))


@pytest.fixture
def article() -> int:
    return an_article().article_id


def test_a_visit_is_solved_left_or_wrote_and_never_two_of_them(article: int) -> None:
    for visit in ("solved", "left", "said no", "wrote"):
        looked(visit)
    said("solved", article, True)
    said("said no", article, False)
    wrote("wrote")
    found = figures.visits(WEEK)
    assert found.now == Parts(solved=1, left=2, wrote=1)
    assert found.now.total == 4
    assert found.strangers == Strangers()


def test_who_said_solved_and_then_wrote_has_written(article: int) -> None:
    looked("v")
    said("v", article, True)
    wrote("v")
    assert figures.visits(WEEK).now == Parts(wrote=1)


def test_who_changed_their_mind_did_not_say_solved(article: int) -> None:
    looked("v")
    said("v", article, True)
    said("v", article, False)
    assert figures.visits(WEEK).now == Parts(left=1)


def test_the_same_visit_counts_once_however_much_is_done_in_it(article: int) -> None:
    for number in range(5):
        step("v", "searched", words=f"words {number}", found=number)
        step("v", "read", article=article)
    said("v", article, True)
    assert figures.visits(WEEK).now == Parts(solved=1)


def test_who_was_not_signed_in_is_counted_apart_and_solved_only_when_they_said_so(article: int) -> None:
    for visit in ("a", "b", "c"):
        looked(visit, is_customer=False)
    said("a", article, True)
    said("b", article, False)
    found = figures.visits(WEEK)
    assert (found.now, found.strangers) == (Parts(), Strangers(total=3, solved=1))
    assert (found.by_day, found.by_language) == ({}, {})
    assert found.known_days == {date(2027, 7, 16)}


def test_who_signs_in_on_the_way_could_have_written() -> None:
    looked("v", is_customer=False)
    step("v", "read", article=an_article().article_id)
    found = figures.visits(WEEK)
    assert (found.now, found.strangers.total) == (Parts(left=1), 0)


def test_a_visit_over_midnight_stands_on_the_day_it_began_by_the_companys_clock() -> None:
    late = datetime(2027, 7, 13, 21, 59, tzinfo=UTC)  # 23:59 in Paris
    looked("v", late)
    wrote("v", late + timedelta(minutes=5))
    looked("after", late + timedelta(minutes=2))
    assert figures.visits(WEEK).by_day == {date(2027, 7, 13): Parts(wrote=1), date(2027, 7, 14): Parts(left=1)}


def test_a_visit_that_began_before_the_period_is_one_of_the_days_before() -> None:
    first = WEEK.starts_at
    assert first == datetime(2027, 7, 9, 22, tzinfo=UTC)
    looked("v", first - timedelta(days=1))
    step("v", "searched", first + timedelta(minutes=1), words="again", found=0)
    wrote("v", first + timedelta(minutes=2))
    found = figures.visits(WEEK)
    assert (found.now, found.before) == (Parts(), Parts(wrote=1))


def test_the_days_before_end_at_the_same_time_of_day() -> None:
    looked("comparable", NOW - timedelta(days=7, minutes=1))
    looked("later that day", NOW - timedelta(days=7) + timedelta(minutes=1))
    looked("first", WEEK.before_starts_at)
    looked("too early", WEEK.before_starts_at - timedelta(seconds=1))
    assert figures.visits(WEEK).before == Parts(left=2)


def test_the_days_before_a_change_of_the_clocks_end_by_the_clock_on_the_wall() -> None:
    period = Period(7, PARIS, datetime(2027, 11, 1, 11, tzinfo=UTC))  # 12:00; summer time ended the day before
    assert period.before_ends_at == datetime(2027, 10, 25, 10, tzinfo=UTC)
    assert period.before_starts_at == datetime(2027, 10, 18, 22, tzinfo=UTC)
    assert period.starts_at == datetime(2027, 10, 25, 22, tzinfo=UTC)


def test_who_wrote_without_looking_is_no_visit_of_the_help_centre() -> None:
    wrote("straight")
    assert figures.visits(WEEK).now.total == 0


def test_who_wrote_first_and_looked_later_has_written() -> None:
    wrote("v", NOW - timedelta(hours=2))
    looked("v", NOW - timedelta(hours=1))
    assert figures.visits(WEEK).now == Parts(wrote=1)


def test_answers_without_steps_are_answers_but_no_visits(article: int) -> None:
    said("", article, True)
    said("no script", article, False)
    found = figures.articles(WEEK, "en")
    assert figures.visits(WEEK).now.total == 0
    assert (found.rows[0].solved, found.rows[0].no, found.without_steps) == (1, 1, 2)


def test_visits_of_one_language_are_those_that_began_in_it() -> None:
    looked("de", language="de")
    wrote("de", language="en")
    looked("en")
    found = figures.visits(WEEK, "de")
    assert found.now == Parts(wrote=1)
    assert found.by_language == {"de": Parts(wrote=1), "en": Parts(left=1)}


def test_days_are_known_from_the_first_on_that_anything_was_counted_in_any_language() -> None:
    looked("en", NOW - timedelta(days=2))
    assert figures.visits(WEEK, "de").known_days == {date(2027, 7, 14), date(2027, 7, 15), date(2027, 7, 16)}
    looked("earlier", NOW - timedelta(days=40))
    assert figures.visits(WEEK).known_days == set(WEEK.dates)


def test_what_is_to_come_is_not_counted() -> None:
    looked("v", NOW + timedelta(minutes=1))
    found = figures.visits(WEEK)
    assert (found.now.total, found.known_days) == (0, set())


def test_topics_are_of_tickets_after_a_look_and_straight_away() -> None:
    for visit, topic in (("a", "sending"), ("b", "sending"), ("c", "api")):
        looked(visit)
        wrote(visit, topic=topic)
    wrote("straight", topic="api")
    wrote("odd", topic="invoice")
    wrote("late look", NOW - timedelta(hours=3), topic="api")
    looked("late look")
    assert figures.topics(WEEK) == [Topic("sending", 2, 0), Topic("api", 1, 2), Topic("invoice", 0, 1)]


def test_an_article_counts_the_visits_that_read_it_and_those_that_wrote_later(article: int) -> None:
    for visit in ("left", "wrote", "wrote before"):
        if visit == "wrote before":
            wrote(visit, NOW - timedelta(hours=3))
        step(visit, "read", article=article)
        looked(visit)
        step(visit, "read", article=article)  # a second time
    wrote("wrote")
    step("stranger", "read", article=article, is_customer=False)
    (row,) = figures.articles(WEEK, "en").rows
    assert (row.read, row.could_write, row.wrote) == (4, 3, 1)


def test_answers_are_counted_by_article_with_their_reasons(article: int) -> None:
    other = an_article("Other").article_id
    said("a", article, True)
    said("b", article, False, reason="unclear", words="Which button?")
    said("c", article, False, reason="unclear")
    said("d", article, False)
    said("d", other, True)
    said("old", article, False, WEEK.starts_at - timedelta(seconds=1), reason="outdated")
    rows = {row.article: row for row in figures.articles(WEEK, "en").rows}
    assert (rows[article].solved, rows[article].no, rows[article].reasons) == (1, 3, {"unclear": 2})
    assert (rows[other].solved, rows[other].no, rows[other].reasons) == (1, 0, {})


def test_titles_are_in_the_language_asked_for_else_in_the_articles_own() -> None:
    both, only = an_article("Both"), an_article("Only English")
    translated(both, "de", "Beide")
    translated(only, "fr", "Seulement")
    for row in (both, only):
        said("v", row.article_id, True)
    titles = {row.article: row.title for row in figures.articles(WEEK, "de").rows}
    assert titles == {both.article_id: "Beide", only.article_id: "Only English"}


def test_readings_of_an_article_that_is_gone_are_left_out(article: int) -> None:
    step("v", "read", article=article)
    Step.objects.update(article=None)
    assert figures.articles(WEEK, "en").rows == []
    assert figures.visits(WEEK).now.total == 1


def test_words_are_the_last_few_of_those_whom_it_did_not_help(article: int) -> None:
    other = an_article("Other").article_id
    for number in range(8):
        said(f"v{number}", article, False, NOW - timedelta(minutes=number), words=f"No {number}")
    said("yes", article, True, words="Thanks")
    said("w", other, False, words="Other")
    found = figures.words_said(WEEK, [article, other])
    assert [one.words for one in found[article]] == ["No 0", "No 1", "No 2", "No 3", "No 4"]
    assert [one.words for one in found[other]] == ["Other"]


def search(visit: str, words: str, found: int | None, at: datetime = NOW - timedelta(hours=2), **changes: Any) -> None:
    step(visit, "searched", at, words=words, found=found, **changes)


def test_searches_that_found_nothing_are_folded_together_by_case_and_spaces() -> None:
    last = NOW - timedelta(minutes=5)
    search("a", "RECHNUNG ÖFFNEN", 0, language="de")
    search("b", "Rechnung  öffnen ", 0, last, language="de")
    search("c", "rechnung öffnen", 0, language="en")
    found = figures.failed_searches(WEEK)
    assert [(one.language, one.times, one.nothing, one.most_found) for one in found] == [
        ("de", 2, 2, 0),
        ("en", 1, 1, 0),
    ]
    assert found[0].words.casefold() == "rechnung öffnen"
    assert found[0].last_at == last


def test_a_search_is_not_opened_where_its_visit_read_nothing_after_it(article: int) -> None:
    search("opened", "dkim", 4)
    step("opened", "read", article=article)
    search("not opened", "dkim", 2)
    step("read before", "read", article=article)
    search("read before", "dkim", 3)
    assert figures.failed_searches(WEEK) == [
        Search("dkim", "en", 3, 2, 4, 0, 2, NOW - timedelta(hours=2)),
    ]


def test_an_article_that_was_left_at_once_was_opened_and_not_read(article: int) -> None:
    search("v", "dkim", 4)
    step("v", "opened", article=article)
    assert figures.failed_searches(WEEK) == []
    assert figures.articles(WEEK, "en").rows == []
    search("v", "dkim again", 4)
    assert [one.words for one in figures.failed_searches(WEEK)] == ["dkim again"]


def test_a_search_that_was_opened_has_not_failed(article: int) -> None:
    search("v", "dkim", 4)
    step("v", "read", article=article)
    search("unknown", "spf", None)
    assert figures.failed_searches(WEEK) == []


def test_searches_come_latest_or_worst_first_by_page_and_by_what_went_wrong() -> None:
    for visit in ("a", "b"):
        search(visit, "twice nothing", 0, NOW - timedelta(days=3))
    for visit in ("c", "d", "e"):
        search(visit, "never opened", 5, NOW - timedelta(days=1))
    search("f", "once nothing", 0, NOW - timedelta(days=2))
    search("g", "", 0)
    search("h", "long ago", 0, WEEK.starts_at - timedelta(seconds=1))

    def words(**asked: Any) -> list[str]:
        return [one.words for one in figures.failed_searches(WEEK, **asked)]

    assert words() == ["never opened", "once nothing", "twice nothing"]
    assert words(sort="nothing") == ["twice nothing", "once nothing", "never opened"]
    assert words(sort="times") == ["never opened", "twice nothing", "once nothing"]
    assert words(what="nothing") == ["once nothing", "twice nothing"]
    assert words(what="unopened") == ["never opened"]
    assert words(offset=1, limit=1) == ["once nothing"]
    assert words(language="fr") == []


def test_each_figure_is_one_question_however_many_steps(article: int, django_assert_num_queries: Any) -> None:
    for number in range(30):
        at = NOW - timedelta(hours=number)
        search(f"v{number}", f"words {number}", number % 3, at)
        step(f"v{number}", "read", at, article=article)
        said(f"v{number}", article, number % 2 == 0, at, words="x")
    with django_assert_num_queries(1):
        figures.visits(WEEK)
    with django_assert_num_queries(1):
        figures.topics(WEEK)
    with django_assert_num_queries(2):
        figures.articles(WEEK, "en")
    with django_assert_num_queries(1):
        figures.words_said(WEEK, [article])
    with django_assert_num_queries(1):
        figures.failed_searches(WEEK)
