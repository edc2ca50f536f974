"""Times as people of each language write them, as `design` and the product's words ask."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from pindesk.ui import formats

PARIS, NEW_YORK, BERLIN = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 9, 10, 14, 42, tzinfo=UTC)  # Thursday 16:42 in Paris
FRIDAY = NOW + timedelta(days=1)
MONDAY = datetime(2026, 9, 14, 7, 0, tzinfo=UTC)
LANGUAGES = ("en", "de", "fr", "es")


def plain(text: str) -> str:
    """No-break spaces as spaces and no joiners, so that the cases can be read."""
    return text.replace("\u00a0", " ").replace("\u2060", "")


def each(*texts: str) -> list[tuple[str, str]]:
    return list(zip(LANGUAGES, texts, strict=True))


@pytest.mark.parametrize(("language", "text"), each("09:05", "09:05", "9 h 05", "09:05"))
def test_clock_time_in_a_column(language: str, text: str) -> None:
    assert plain(formats.clock(datetime(2026, 9, 10, 7, 5, tzinfo=UTC), PARIS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each("Monday 9:00", "Montag, 9:00 Uhr", "lundi à 9 h", "el lunes a las 9:00"),
)
def test_time_in_a_sentence_has_no_leading_zero(language: str, text: str) -> None:
    assert plain(formats.on(MONDAY, NOW, PARIS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each("today 16:42", "heute, 16:42 Uhr", "aujourd’hui à 16 h 42", "hoy a las 16:42"),
)
def test_today_in_a_sentence(language: str, text: str) -> None:
    assert plain(formats.on(NOW, NOW, PARIS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each(
        "First reply by Monday 9:00",
        "Erste Antwort bis Montag, 9:00 Uhr",
        "Première réponse au plus tard lundi à 9 h",
        "Primera respuesta antes del lunes a las 9:00",
    ),
)
def test_promise_follows_the_words_for_it(language: str, text: str) -> None:
    words = dict(each("First reply", "Erste Antwort", "Première réponse", "Primera respuesta"))[language]
    assert plain(f"{words} {formats.by(MONDAY, NOW, PARIS, language)}") == text


@pytest.mark.parametrize(
    ("language", "text"),
    each("today by 18:20", "heute bis 18:20 Uhr", "aujourd’hui avant 18 h 20", "hoy antes de las 18:20"),
)
def test_promise_for_today(language: str, text: str) -> None:
    assert plain(formats.by(datetime(2026, 9, 10, 16, 20, tzinfo=UTC), NOW, PARIS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each("by Mon 09:00", "bis Mo 09:00", "avant lun. 9 h", "antes del lun 09:00"),
)
def test_promise_on_a_flap(language: str, text: str) -> None:
    assert plain(formats.by_short(MONDAY, NOW, PARIS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each("today 15:58", "heute 15:58", "aujourd’hui 15 h 58", "hoy 15:58"),
)
def test_moment_of_today(language: str, text: str) -> None:
    assert plain(formats.moment(datetime(2026, 9, 10, 13, 58, tzinfo=UTC), NOW, PARIS, language)) == text


@pytest.mark.parametrize(("language", "text"), each("12 Sept 2025", "12. Sept. 2025", "12 sept. 2025", "12 sept 2025"))
def test_moment_of_another_year_names_it(language: str, text: str) -> None:
    assert plain(formats.moment(datetime(2025, 9, 12, 9, 0, tzinfo=UTC), NOW, PARIS, language)) == text


def test_weekday_names_a_day_for_six_days_only() -> None:
    assert formats.moment(NOW + timedelta(days=6), NOW, PARIS, "en") == "Wed 16:42"
    assert formats.moment(NOW + timedelta(days=7), NOW, PARIS, "en") == "17 Sept"
    assert formats.moment(NOW - timedelta(days=7), NOW, PARIS, "en") == "3 Sept"


@pytest.mark.parametrize(
    ("language", "text"),
    each("Thursday 10 September", "Donnerstag, 10. September", "jeudi 10 septembre", "jueves 10 de septiembre"),
)
def test_day_in_a_sentence(language: str, text: str) -> None:
    assert formats.day(NOW, NOW, PARIS, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each("Thursday 10 September", "Donnerstag, 10. September", "Jeudi 10 septembre", "Jueves, 10 de septiembre"),
)
def test_day_heading_begins_with_a_capital_letter(language: str, text: str) -> None:
    assert formats.day_heading(NOW, NOW, PARIS, language) == text


def test_a_zone_that_stands_alone_begins_with_a_capital_letter() -> None:
    assert formats.heading(formats.zone_time(PARIS, "fr")) == "Heure de Paris"
    assert formats.heading(formats.zone_time(PARIS, "es")) == "Hora de París"


@pytest.mark.parametrize("function", [formats.by_date, formats.on, formats.day, formats.day_heading])
def test_french_counts_the_first_of_a_month_only(function: Callable[..., str]) -> None:
    first = datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
    assert "endredi 1er janvier" in function(first, NOW, PARIS, "fr")
    assert "amedi 2 janvier" in function(first + timedelta(days=1), NOW, PARIS, "fr")


def test_french_first_of_a_month_in_dates_alone() -> None:
    first = datetime(2027, 5, 1, 9, 0, tzinfo=UTC)
    assert formats.date(first, PARIS, "fr") == "1er mai 2027"
    assert formats.moment(first, NOW, PARIS, "fr") == "1er mai 2027"
    assert plain(formats.by_short(first, NOW, PARIS, "fr")) == "avant le 1er mai 2027 11 h"
    assert formats.date(first, PARIS, "es") == "1 de mayo de 2027"


@pytest.mark.parametrize(
    ("language", "text"),
    each(
        "Thursday 10 September 2026, 16:42",
        "Donnerstag, 10. September 2026, 16:42 Uhr",
        "jeudi 10 septembre 2026 à 16 h 42",
        "jueves 10 de septiembre de 2026, a las 16:42",
    ),
)
def test_full_time(language: str, text: str) -> None:
    assert plain(formats.full(NOW, PARIS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each("Friday 16:42 Paris time", "Freitag, 16:42 Uhr Pariser Zeit", "vendredi à 16 h 42, heure de Paris",
         "el viernes a las 16:42, hora de París"),
)  # fmt: skip
def test_one_time_is_printed_where_both_clocks_agree(language: str, text: str) -> None:
    assert plain(formats.in_zones(FRIDAY, NOW, BERLIN, PARIS, language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each(
        "Friday 16:42 Paris time (10:42 your time)",
        "Freitag, 16:42 Uhr Pariser Zeit (bei Ihnen 10:42)",
        "vendredi à 16 h 42, heure de Paris (10 h 42 chez vous)",
        "el viernes a las 16:42, hora de París (10:42 en tu zona)",
    ),
)
def test_both_times_are_printed_where_they_differ(language: str, text: str) -> None:
    assert plain(formats.in_zones(FRIDAY, NOW, NEW_YORK, PARIS, language)) == text


def test_the_readers_day_is_said_where_it_is_another() -> None:
    early = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)
    assert formats.in_zones(early, NOW, NEW_YORK, PARIS, "en") == "Monday 3:00 Paris time (Sunday 21:00 your time)"


@pytest.mark.parametrize(
    ("language", "text"),
    each(
        "by Friday 11 September, 16:42 Paris time (10:42 your time)",
        "bis Freitag, 11. September, 16:42 Uhr Pariser Zeit (bei Ihnen 10:42)",
        "au plus tard vendredi 11 septembre à 16 h 42, heure de Paris (10 h 42 chez vous)",
        "antes del viernes 11 de septiembre a las 16:42, hora de París (10:42 en tu zona)",
    ),
)
def test_promise_that_is_read_later_is_by_both_clocks_where_they_differ(language: str, text: str) -> None:
    assert plain(formats.by_in_zones(FRIDAY, NOW, NEW_YORK, PARIS, language)) == text
    assert formats.by_in_zones(FRIDAY, NOW, BERLIN, PARIS, language) == formats.by_date(FRIDAY, NOW, BERLIN, language)


def test_promise_that_is_read_later_says_the_readers_day_where_it_is_another() -> None:
    early = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)
    assert formats.by_in_zones(early, NOW, NEW_YORK, PARIS, "en") == (
        "by Monday 14 September, 3:00 Paris time (Sunday 13 September, 21:00 your time)"
    )


def test_zones_agree_or_not_by_the_instant() -> None:
    lagos = ZoneInfo("Africa/Lagos")
    assert formats.is_same_time(datetime(2026, 12, 1, tzinfo=UTC), lagos, PARIS)
    assert not formats.is_same_time(datetime(2026, 7, 1, tzinfo=UTC), lagos, PARIS)


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        ("Africa/Cairo", "fr", "heure du Caire"),
        ("Europe/Amsterdam", "fr", "heure d’Amsterdam"),
        ("Africa/Cairo", "de", "Ortszeit Kairo"),
        ("America/New_York", "es", "hora de Nueva York"),
        ("UTC", "fr", "UTC"),
    ],
)
def test_names_of_zones(zone: str, language: str, text: str) -> None:
    assert formats.zone_time(ZoneInfo(zone), language) == text


@pytest.mark.parametrize(
    ("language", "texts"),
    each(  # type: ignore[arg-type]
        ("12 m", "2 h", "3 d"), ("12 Min.", "2 Std.", "3 T."), ("12 min", "2 h", "3 j"), ("12 min", "2 h", "3 d")
    ),
)
def test_age_in_one_unit(language: str, texts: tuple[str, str, str]) -> None:
    ages = (timedelta(minutes=12, seconds=59), timedelta(hours=2, minutes=59), timedelta(days=3, hours=23))
    assert tuple(plain(formats.age(NOW - age, NOW, language)) for age in ages) == texts


def test_age_of_an_instant_to_come_is_nothing() -> None:
    assert plain(formats.age(FRIDAY, NOW, "en")) == "0 m"


@pytest.mark.parametrize(("language", "text"), each("1 h 38 min", "1 Std. 38 Min.", "1 h 38 min", "1 h 38 min"))
def test_span(language: str, text: str) -> None:
    assert plain(formats.span(timedelta(hours=1, minutes=38, seconds=59), language)) == text


def test_span_leaves_out_what_is_nothing() -> None:
    assert plain(formats.span(timedelta(hours=24), "en")) == "24 h"
    assert plain(formats.span(timedelta(0), "en")) == "0 min"


@pytest.mark.parametrize(
    ("language", "text"),
    each("Mon–Fri 9:00–18:00", "Mo–Fr 9:00–18:00", "lun.–ven. 9 h–18 h", "lun–vie 9:00–18:00"),
)
def test_hours_of_a_week(language: str, text: str) -> None:
    assert plain(formats.weekly_hours([(day, time(9), time(18)) for day in range(5)], language)) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_within_a_range_or_a_clock_time(language: str) -> None:
    for text in (
        formats.weekly_hours([(day, time(9, 30), time(18)) for day in range(5)], language),
        formats.opening(time(9, 30), time(18), language),
    ):
        assert text.count("–") == text.count("–\u2060")
    assert " " not in formats.clock(NOW, PARIS, language)


def test_days_with_the_same_hours_are_joined_only_when_they_follow() -> None:
    week = [(0, time(9), time(18)), (1, time(9), time(18)), (2, time(9), time(12)), (4, time(9), time(18))]
    assert plain(formats.weekly_hours(week, "en")) == "Mon, Tue 9:00–18:00, Wed 9:00–12:00, Fri 9:00–18:00"


def test_several_hours_of_a_day_and_midnight() -> None:
    week = [(5, time(14), time(0)), (5, time(9, 30), time(12))]
    assert plain(formats.weekly_hours(week, "en")) == "Sat 9:30–12:00, 14:00–24:00"


@pytest.mark.parametrize(("language", "text"), each("9:00–18:00", "9:00–18:00 Uhr", "de 9 h à 18 h", "de 9:00 a 18:00"))
def test_hours_in_a_sentence(language: str, text: str) -> None:
    assert plain(formats.opening(time(9), time(18), language)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    each(
        "by Friday 11 September, 16:42",
        "bis Freitag, 11. September, 16:42 Uhr",
        "au plus tard vendredi 11 septembre à 16 h 42",
        "antes del viernes 11 de septiembre a las 16:42",
    ),
)
def test_promise_that_is_read_later_names_the_date(language: str, text: str) -> None:
    assert plain(formats.by_date(FRIDAY, NOW, PARIS, language)) == text
    assert plain(formats.by_date(FRIDAY, FRIDAY, PARIS, language)) == text


def test_tomorrow_is_named_by_its_weekday() -> None:
    assert formats.by(FRIDAY, NOW, PARIS, "en") == "by Friday 16:42"
    assert formats.moment(FRIDAY, NOW, PARIS, "en") == "Fri 16:42"


def test_spanish_one_o_clock_is_singular() -> None:
    at = datetime(2026, 9, 10, 23, 5, tzinfo=UTC)
    assert formats.on(at, NOW, PARIS, "es") == "el viernes a la 1:05"
    assert formats.on(at + timedelta(hours=10), NOW, PARIS, "es") == "el viernes a las 11:05"
    assert formats.full(at, PARIS, "es") == "viernes 11 de septiembre de 2026, a la 1:05"


def test_unknown_language_reads_english() -> None:
    assert formats.on(FRIDAY + timedelta(days=1), NOW, PARIS, "pt") == "Saturday 16:42"
