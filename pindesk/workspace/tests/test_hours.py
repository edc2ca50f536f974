"""Channels and hours in the workspace: shown before they hold, never lost, never saved unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse

from pindesk.accounts.models import Agent, Membership
from pindesk.availability.access import policy_for, settings_for, settings_versions
from pindesk.availability.actions import save_settings
from pindesk.availability.models import SettingsVersion
from pindesk.availability.settings.kept import OFFICE, shipped_settings
from pindesk.hours.schedule import CalendarDay
from pindesk.lib import clock
from tests.asking import assert_constant_queries, client_for
from tests.cast import FRIDAY_1755 as NOW
from tests.cast import Cast
from tests.html import Node, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGE, VERSIONS = "/workspace/hours/", "/workspace/hours/versions/"
FORM: dict[str, Any] = {
    "on-ticket": "1",
    "languages-ticket": ["en", "fr", "de", "es"],
    "schedule-ticket": "",
    "on-chat": "1",
    "languages-chat": ["en", "fr"],
    "schedule-chat": OFFICE,
    "on-phone": "1",
    "languages-phone": ["en", "fr"],
    "schedule-phone": OFFICE,
    **{f"week-{day}": "9:00-18:00" for day in range(5)},
    "week-5": "",
    "week-6": "",
    "zone": "Europe/Paris",
    "promise": "24",
    "starts": "now",
    "version": "0",
}
SHORT_FRIDAY = {"week-4": "9-12"}


def send(agent: Agent, step: str = "preview", **changes: Any) -> HttpResponse:
    return client_for(agent).post(PAGE, {**FORM, "step": step, **changes})


def field_values(response: HttpResponse, name: str) -> list[str]:
    page = parse(response.text)
    found = [node for node in page.walk() if node.attributes.get("name") == name]
    return [node.attributes.get("value", "") for node in found]


def preview(response: HttpResponse) -> Node | None:
    return next((one for one in parse(response.text).walk() if one.attributes.get("id") == "preview"), None)


def shown_and_saved(agent: Agent, **changes: Any) -> HttpResponse:
    seen = send(agent, **changes)
    (key,) = field_values(seen, "shown")
    (version,) = field_values(seen, "version")
    return send(agent, "save", **{**changes, "shown": key, "version": version})


def problem_of(response: HttpResponse, place: str) -> str:
    assert response.status_code == 422
    found = [node.text for node in parse(response.text).walk() if node.attributes.get("id") == f"{place}-error"]
    assert found, f"nothing is said at {place}"
    return found[0]


def test_the_form_begins_with_what_holds(lin: Agent) -> None:
    page = client_for(lin).get(PAGE)
    assert field_values(page, "week-0") == ["9:00-18:00"]
    assert field_values(page, "week-5") == [""]
    assert field_values(page, "promise") == ["24"]
    assert len(field_values(page, "own-on")) == 3
    assert preview(page) is None


def test_what_changes_is_told_with_true_numbers_losses_first(lin: Agent) -> None:
    page = preview(send(lin, **SHORT_FRIDAY, **{"languages-chat": ["en", "fr", "de"]}))
    assert page
    lines = [node.text for node in page.walk() if node.tag == "li"]
    assert lines == [
        "1 Business customer and 2 Premium customers lose chat: Fri 12:00–\u206018:00.",
        "2 Premium customers lose the phone: Fri 12:00–\u206018:00.",
        "1 Business customer and 2 Premium customers gain chat: Mon–\u2060Thu 9:00–\u206018:00, "
        "Fri 9:00–\u206012:00; in German.",
    ]
    assert not settings_versions()


def test_a_single_customer_loses_in_the_singular_and_dates_have_their_names(cast: Cast) -> None:
    cast.bob.removed_at = NOW
    cast.bob.save()
    changes = {"own-on": ["2027-12-24", "2029-07-02"], "own-hours": ["9-12", ""], "own-name": ["Christmas Eve", ""]}
    page = preview(send(cast.lin, **changes))
    assert page
    assert (
        "1 Premium customer loses the phone: 12:00–\u206018:00 on 24 December 2027 (Christmas Eve); "
        "9:00–\u206018:00 on 2 July 2029." in page.text
    )


def test_what_was_previewed_holds_once_it_is_sent_again(lin: Agent) -> None:
    answer = shown_and_saved(lin, **SHORT_FRIDAY)
    row = SettingsVersion.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?saved={row.pk}")
    assert policy_for(NOW).channels["chat"].hours.week[4][0].end.hour == 12
    assert "It holds from now on." in client_for(lin).get(answer["Location"]).text


def test_what_was_edited_after_the_preview_is_previewed_again(lin: Agent) -> None:
    (key,) = field_values(send(lin, **SHORT_FRIDAY), "shown")
    for unseen in ({"week-4": "9-13", "shown": key}, SHORT_FRIDAY, {**SHORT_FRIDAY, "shown": "x" * 32}):
        page = send(lin, "save", **unseen)
        assert page.status_code == 200
        assert preview(page)
    assert not settings_versions()


def test_nothing_that_changes_nothing_is_saved(lin: Agent) -> None:
    page = send(lin)
    assert "Nothing changes for anybody." in page.text
    assert "Let it hold" not in page.text


def test_a_later_day_begins_at_midnight_of_the_company(lin: Agent) -> None:
    answer = shown_and_saved(lin, **SHORT_FRIDAY, starts="date", starts_on="2027-07-19")
    row = SettingsVersion.objects.get()
    assert row.valid_from.isoformat() == "2027-07-18T22:00:00+00:00"
    page = client_for(lin).get(answer["Location"]).text
    assert "It is saved and holds from Monday 19 July 2027, 0:00 on." in page
    assert "From Monday 19 July 2027, 0:00 on: version" in page


def test_what_is_to_come_is_no_news_to_customers(lin: Agent, alice: Membership) -> None:
    before = client_for(alice).get("/en/").text.partition("board__rows")[2].partition("</ul>")[0]
    shown_and_saved(lin, **SHORT_FRIDAY, starts="date", starts_on="2027-07-30")
    assert before in client_for(alice).get("/en/").text


@pytest.mark.parametrize("starts_on", ["", "2027-07-16", "2027-07-01", "2031-01-01", "soon", "9999-99-99"])
def test_a_day_that_cannot_begin_it_says_why(lin: Agent, starts_on: str) -> None:
    page = send(lin, starts="date", starts_on=starts_on, **SHORT_FRIDAY)
    assert problem_of(page, "f-starts_on")
    assert field_values(page, "starts_on") == [starts_on]
    assert field_values(page, "week-4") == ["9:00-12:00"]


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"week-0": "nine to five"}, "week-0", "These are not hours of a day."),
        ({"week-0": "9-18, 12-13"}, "week-0", "lie over others"),
        ({"week-6": "22-6", "week-0": "5-9"}, "week-0", "lie over others"),
        ({f"week-{day}": "" for day in range(7)}, "week", "nothing opens within a year"),
        ({"zone": "CET"}, "f-zone", "Three letters do not name one time zone"),
        ({"zone": "Moon/Base"}, "f-zone", "This time zone is not known."),
        ({"country": "XX"}, "f-country", "No public holidays are known"),
        ({"languages-chat": []}, "channel-chat", "at least one language"),
        ({"languages-chat": ["xx", "\x00"]}, "channel-chat", "at least one language"),
        ({"promise": "0"}, "f-promise", "whole hours"),
        ({"promise": "1e9"}, "f-promise", "whole hours"),
        ({"own-on": ["2027-12-24"] * 2}, "own-1", "stands here twice"),
        ({"own-on": ["2027-12-24"], "own-hours": ["9-12, 10-13"]}, "own-1", "lie over each other"),
        ({"own-on": ["24 Dec"]}, "own-1", "Give the day"),
        ({"own-on": ["1850-01-01"]}, "own-1", "Give the day"),
        ({"own-on": [""], "own-name": ["Inventory"]}, "own-1", "Give the day"),
        ({"own-on": ["2027-12-24"], "own-name": ["x" * 81]}, "own-1", "more than 80 characters"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_saved(
    lin: Agent, changes: dict[str, Any], place: str, words: str
) -> None:
    for step in ("preview", "save"):
        page = send(lin, step, **changes)
        assert words in problem_of(page, place)
        assert preview(page) is None
    if "nine to five" in changes.values():
        assert field_values(page, "week-0") == ["nine to five"]
    assert not settings_versions()


def test_who_takes_the_last_way_away_is_told_which_topics_it_was_for(lin: Agent) -> None:
    page = send(lin, **{"on-ticket": ""})
    assert page.status_code == 422
    assert "Nobody could reach you about “Sending”" in page.text


def test_hours_are_shown_in_one_way_however_they_were_typed(lin: Agent) -> None:
    page = send(lin, **{"week-5": "9h30–12h et 13 h à 18 h", "own-on": ["24.12.2027"], "own-hours": ["closed"]})
    assert field_values(page, "week-5") == ["9:30-12:00, 13:00-18:00"]
    assert field_values(page, "own-on")[0] == "2027-12-24"
    assert field_values(page, "own-hours")[0] == ""


def test_more_rows_keep_what_was_typed_even_if_it_is_wrong(lin: Agent) -> None:
    page = send(lin, "more", **{"week-0": "nine to five", "own-on": ["2027-12-24"], "own-name": ["Christmas <Eve>"]})
    assert len(field_values(page, "own-on")) == 1 + 3 + 5
    assert field_values(page, "own-name")[0] == "Christmas <Eve>"
    assert field_values(page, "week-0") == ["nine to five"]


def test_regions_are_those_of_the_country(lin: Agent) -> None:
    page = send(lin, "regions", country="DE").text
    assert '<option value="BY">Bayern (BY)</option>' in page
    saved = shown_and_saved(lin, country="DE", region="BY")
    assert saved.status_code == 303
    assert settings_for(NOW).schedules[OFFICE].region == "BY"
    assert date(2028, 1, 6) in policy_for(NOW).channels["chat"].calendar.by_date
    version = str(SettingsVersion.objects.get().pk)
    assert shown_and_saved(lin, country="FR", region="BY", version=version).status_code == 303
    assert settings_for(NOW).schedules[OFFICE].region == ""


def test_countries_are_named_in_the_readers_language(cast: Cast) -> None:
    cast.lin.person.language = "de"
    cast.lin.person.save()
    assert '<option value="AT">Österreich</option>' in client_for(cast.lin).get(PAGE).text


def test_whoever_saves_over_a_newer_version_is_told_and_loses_nothing(cast: Cast, lin: Agent) -> None:
    (key,) = field_values(send(lin, **SHORT_FRIDAY), "shown")
    other = save_settings(replace(shipped_settings("Europe/Paris"), promise_seconds=3600), by=lin)
    page = send(lin, "save", **SHORT_FRIDAY, shown=key)
    assert f"Lin Chen has saved version {other.pk} meanwhile." in page.text
    assert field_values(page, "week-4") == ["9:00-12:00"]
    told = preview(page)
    assert told and "The first reply comes within 24 h instead of 1 h" in told.text
    assert settings_versions() == [other]
    again = send(lin, "save", **SHORT_FRIDAY, shown=field_values(page, "shown")[0], version=str(other.pk))
    assert again.status_code == 303


def test_an_earlier_version_is_brought_back_after_its_preview(lin: Agent) -> None:
    shown_and_saved(lin, **SHORT_FRIDAY)
    first = SettingsVersion.objects.get()
    with clock.frozen(NOW + timedelta(minutes=1)):
        shown_and_saved(lin, version=str(first.pk))
        page = client_for(lin).get(f"{PAGE}?version={first.pk}")
        told = preview(page)
        assert told and "lose chat: Fri 12:00" in told.text
        shown, version = field_values(page, "shown")[0], field_values(page, "version")[0]
        send(lin, "save", **SHORT_FRIDAY, shown=shown, version=version, brings_back=str(first.pk))
        listed = client_for(lin).get(VERSIONS).text
    latest = settings_versions()[0]
    assert (latest.brings_back, latest.data) == (first, first.data)
    assert f"Brings version {first.pk} back." in listed


def test_a_change_to_come_is_taken_back_and_stays_listed(lin: Agent) -> None:
    shown_and_saved(lin, **SHORT_FRIDAY, starts="date", starts_on="2027-07-19")
    row = SettingsVersion.objects.get()
    answer = client_for(lin).post(f"{VERSIONS}{row.pk}/withdrawal")
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?withdrawn=1")
    listed = client_for(lin).get(VERSIONS).text
    assert "Taken back" in listed
    assert client_for(lin).post(f"{VERSIONS}{row.pk}/withdrawal").status_code == 303


def test_what_holds_is_not_taken_back(lin: Agent) -> None:
    shown_and_saved(lin, **SHORT_FRIDAY)
    assert client_for(lin).post(f"{VERSIONS}{SettingsVersion.objects.get().pk}/withdrawal").status_code == 409


def test_versions_say_who_when_and_what(lin: Agent) -> None:
    shown_and_saved(lin, **SHORT_FRIDAY, promise="12")
    text = parse(client_for(lin).get(VERSIONS).text).text
    assert "From Friday 16 July 2027, 17:55 on" in text
    assert "Lin Chen" in text
    assert "Business customers and Premium customers lose chat: Fri 12:00–\u206018:00." in text
    assert "The first reply comes within 12 h instead of 24 h" in text
    assert "Holds now" in text


def test_other_agents_read_and_change_nothing(ada: Agent, lin: Agent) -> None:
    shown_and_saved(lin, **SHORT_FRIDAY, starts="date", starts_on="2027-07-19", **{"own-on": ["2027-12-24"]})
    row = SettingsVersion.objects.get()
    page = client_for(ada).get(f"{PAGE}?version={row.pk}")
    assert "Leads change this." in page.text
    assert "9:00-12:00" in page.text and "2027-12-24" in page.text
    assert not field_values(page, "week-0") and "Take back" not in page.text
    assert send(ada).status_code == 403
    assert send(ada, "save", **SHORT_FRIDAY).status_code == 403
    assert client_for(ada).post(f"{VERSIONS}{row.pk}/withdrawal").status_code == 403
    assert client_for(ada).get(VERSIONS).status_code == 200
    row.refresh_from_db()
    assert row.withdrawn_at is None


@pytest.mark.parametrize("path", [PAGE, VERSIONS])
def test_nobody_else_reads_them(alice: Membership, path: str) -> None:
    assert client_for().get(path)["Location"] == f"/workspace/sign-in?next={path}"
    assert client_for(alice).get(path)["Location"] == f"/workspace/sign-in?next={path}"


@pytest.mark.parametrize(
    "path",
    [f"{PAGE}?version=77", f"{PAGE}?version=x", f"{VERSIONS}?page=0", f"{VERSIONS}?page=9", f"{VERSIONS}?page=x"],
)
def test_what_is_not_there_is_not_found(lin: Agent, path: str) -> None:
    assert client_for(lin).get(path).status_code == 404


def test_wrong_methods_and_unknown_numbers_are_refused(lin: Agent) -> None:
    client = client_for(lin)
    assert client.put(PAGE).status_code == client.post(VERSIONS).status_code == 405
    assert client.get(f"{VERSIONS}1/withdrawal").status_code == 405
    assert client.post(f"{VERSIONS}77/withdrawal").status_code == 404


def test_an_empty_form_is_refused_in_words(lin: Agent) -> None:
    assert client_for(lin).post(PAGE, {}).status_code == 422


def test_four_hundred_rows_are_too_many_and_all_come_back(lin: Agent) -> None:
    days = [(date(2030, 1, 1) + timedelta(days=number)).isoformat() for number in range(400)]
    changes = {"own-on": days, "own-hours": ["9-12"] * 400, "own-name": ["Fair"] * 400}
    page = send(lin, **changes)
    assert "At most 300 days" in problem_of(page, "days")
    assert field_values(page, "own-on")[:400] == days


def test_texts_of_any_size_are_only_texts(lin: Agent) -> None:
    for text in ("9-12," * 20_000, "\x00" * 1000, "<script>alert(1)</script>" * 100):
        page = send(lin, **{"week-0": text, "zone": text, "own-name": [text], "own-on": [text], "promise": text})
        assert page.status_code == 422
        assert "<script>alert(1)" not in page.text


def test_the_pages_ask_few_questions(lin: Agent) -> None:
    def add() -> None:
        settings = shipped_settings("Europe/Paris")
        count = SettingsVersion.objects.count()
        office = replace(settings.schedules[OFFICE], days=(CalendarDay(date(2028, 1, 3) + timedelta(days=count)),))
        save_settings(replace(settings, schedules={OFFICE: office}), by=lin, valid_from=NOW + timedelta(days=count + 1))

    assert_constant_queries(client_for(lin), PAGE, add, rows=30)
    assert_constant_queries(client_for(lin), VERSIONS, add, rows=30)
    number = SettingsVersion.objects.latest("pk").pk
    assert_constant_queries(client_for(lin), f"{PAGE}?version={number}", lambda: None, rows=1)
