"""The simulator: the customer's own board for any moment, with every rule behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse

from pindesk.accounts.models import Agent, Membership
from pindesk.availability.actions import save_settings
from pindesk.availability.models import SettingsVersion
from pindesk.availability.settings.kept import OFFICE, shipped_settings
from pindesk.events.models import Event
from pindesk.hours.schedule import CalendarDay
from pindesk.workspace.tests.test_hours import FORM
from tests.asking import assert_constant_queries, client_for
from tests.cast import FRIDAY_1755 as NOW
from tests.cast import Cast
from tests.html import Node, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGE = "/workspace/simulator/"
WEDNESDAY = {"plan": "premium", "at_zone": "Europe/Berlin", "on": "2027-07-14", "time": "17:50", "language": "en"}


def ask(agent: Agent, **changes: str) -> HttpResponse:
    return client_for(agent).get(f"{PAGE}?{urlencode({**WEDNESDAY, **changes})}")


def states(response: HttpResponse) -> list[str]:
    rows = [node for node in parse(response.text).walk() if node.attributes.get("class") == "board__row"]
    return [row.attributes["data-state"] for row in rows]


def rules(response: HttpResponse, place: int) -> dict[str, tuple[str, str]]:
    """What each rule of a channel said, with its fact."""
    tables = [node for node in parse(response.text).walk() if "trace__rules" in node.attributes.get("class", "")]
    found = {}
    for row in tables[place].walk():
        cells = [cell.text for cell in row.children if isinstance(cell, Node)]
        if row.tag == "tr" and "data-said" in row.attributes:
            found[cells[0]] = (cells[1], cells[2])
    return found


def with_holidays(lin: Agent, **more: object) -> SettingsVersion:
    settings = shipped_settings("Europe/Paris")
    office = replace(settings.schedules[OFFICE], country="FR", days=(CalendarDay(date(2027, 12, 24), "Christmas Eve"),))
    return save_settings(replace(settings, schedules={OFFICE: office}), by=lin, **more)


def test_it_shows_the_board_that_the_customer_sees(ada: Agent, alice: Membership) -> None:
    own = parse(client_for(alice).get("/en/").text)
    now = {"at_zone": "Europe/Paris", "on": "2027-07-16", "time": "17:55", "channels": "present"}
    shown = parse(ask(ada, **now).text)

    def words(page: Node) -> list[str]:
        rows = [node for node in page.walk() if node.attributes.get("class") == "board__row"]
        return [" ".join(cell.text for cell in cells_of(row)) for row in rows]

    def cells_of(row: Node) -> list[Node]:
        """All but what can be done from the row."""
        cells = [cell for cell in row.children if isinstance(cell, Node)]
        return [cell for cell in cells if cell.attributes.get("class") != "board__go"]

    assert words(shown) == words(own)
    assert "Until 18:00" not in words(own)[1] and "First reply" in words(own)[0]


def test_what_a_customer_sees_on_a_holiday_and_why(lin: Agent) -> None:
    with_holidays(lin)
    page = ask(lin, settings="now")
    assert states(page) == ["open", "closed", "closed"]
    assert rules(page, 1)["Holiday or special hours"] == ("yes", "14 July 2027: Fête nationale, closed.")
    assert rules(page, 1)["Outside the hours"][0] == "no"
    assert rules(page, 1)["Not in the plan"] == ("no", "The plan Premium has: Ticket, Chat, and Phone.")
    assert rules(page, 0)["Nobody there"] == ("not asked", "Tickets need nobody at the desk.")


def test_the_clock_on_the_wall_is_told_and_the_customers_own(ada: Agent) -> None:
    page = ask(ada, at_zone="America/New_York", on="2027-07-16", time="12:00")
    assert states(page) == ["open", "closed", "closed"]
    told = "Friday 16 July, 18:00 on the wall (Paris time); hours 9:00–\u206018:00."
    assert rules(page, 2)["Outside the hours"] == ("yes", told)
    assert "A customer with Premium on Friday 16 July 2027, 12:00 (New York time)." in page.text
    assert "That is Friday 16 July 2027, 18:00, Paris time." in page.text


def test_a_board_is_in_the_language_of_the_page_that_was_asked_for(ada: Agent) -> None:
    page = ask(ada, language="de", topic="deliverability")
    assert 'lang="de"' in page.text
    assert "So erreichen Sie uns jetzt" in page.text
    assert states(page) == ["open", "open", "unavailable"]
    only = ask(ada, language="de", only_language="1")
    assert states(only) == ["open", "unavailable", "unavailable"]
    assert rules(only, 1)["Language not served"] == ("yes", "Looked at in German; served: English and French.")


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"topic": "deliverability"}, "Ticket: the topic is usually investigated. Next best: Chat."),
        ({"topic": "sending"}, "Chat: it suits the topic best of what can be used. Next best: Phone."),
        ({"plan": "starter"}, "Ticket: it is the only way that can be used."),
        ({"plan": "free"}, "No channel can be used, so none is advised."),
        ({"plan": "-"}, "No channel can be used, so none is advised."),
        ({"ticket": "sending", "ticket_on": "2027-07-14"}, "Ticket: a reply to an open ticket is due;"),
    ],
)
def test_the_advice_has_its_reason(ada: Agent, changes: dict[str, str], advice: str) -> None:
    assert advice in parse(ask(ada, **changes).text).text


def test_an_open_ticket_asks_to_wait_until_its_reply_is_late_or_there(ada: Agent) -> None:
    ticket = {"topic": "sending", "ticket": "sending", "ticket_on": "2027-07-14", "ticket_time": "9h"}
    assert states(ask(ada, **ticket)) == ["open", "ask_to_wait", "ask_to_wait"]
    assert states(ask(ada, **ticket, answered="1")) == ["open", "open", "open"]
    late = ask(ada, **{**ticket, "ticket_on": "2027-07-13"})
    assert states(late) == ["open", "open", "open"]
    assert "is late" in rules(late, 1)["A reply is due"][1]
    assert states(ask(ada, **{**ticket, "topic": "account_unlock"}))[1] == "open"


@pytest.mark.parametrize(("staff", "rule"), [("nobody", "Nobody there"), ("full", "Queue full")])
def test_who_is_at_the_desk_counts_for_chat_and_phone(ada: Agent, staff: str, rule: str) -> None:
    page = ask(ada, staff=staff)
    assert states(page) == ["open", "closed", "closed"]
    assert rules(page, 1)[rule][0] == "yes"


def test_settings_to_come_and_those_of_then_can_be_tried(lin: Agent) -> None:
    row = with_holidays(lin, valid_from=NOW.replace(day=20))
    christmas = {"on": "2027-12-24", "time": "10:00"}
    assert states(ask(lin, **christmas)) == ["open", "closed", "closed"]
    assert states(ask(lin, **christmas, settings="now")) == ["open", "open", "open"]
    assert states(ask(lin, **christmas, settings=str(row.pk))) == ["open", "closed", "closed"]
    assert "Christmas Eve" in ask(lin, **christmas, settings=str(row.pk)).text


def test_what_was_typed_and_not_saved_can_be_tried(lin: Agent) -> None:
    typed = {**FORM, "own-on": "2027-12-24", "own-name": "Closed day", "settings": "typed"}
    address = urlencode({**typed, **WEDNESDAY, "on": "2027-12-24", "time": "10:00"}, doseq=True)
    page = client_for(lin).get(f"{PAGE}?{address}")
    assert states(page) == ["open", "closed", "closed"]
    assert '<input type="hidden" name="own-name" value="Closed day">' in page.text
    wrong = client_for(lin).get(f"{PAGE}?{urlencode({**typed, 'week-0': 'x'}, doseq=True)}")
    assert wrong.status_code == 422 and "What was typed cannot hold" in wrong.text
    assert not SettingsVersion.objects.exists()


def test_a_channel_that_is_not_in_the_product_yet_is_shown_as_customers_read_it(ada: Agent) -> None:
    assert states(ask(ada, channels="present")) == ["open", "unavailable", "unavailable"]


def test_a_time_that_a_clock_skips_is_told(ada: Agent) -> None:
    assert "It is taken as 03:30." in ask(ada, on="2027-03-28", time="2:30").text


def test_the_year_names_the_days_that_differ_in_the_grid_and_in_a_table(lin: Agent) -> None:
    with_holidays(lin)
    page = ask(lin, settings="now")
    marks = [node for node in parse(page.text).walk() if node.attributes.get("data-tip")]
    tips = {node.attributes["data-tip"]: node.attributes["data-kind"] for node in marks}
    assert tips["14 July 2027, Fête nationale, closed"] == "holiday"
    assert tips["24 December 2027, Christmas Eve, closed"] == "holiday"
    assert all(node.attributes["tabindex"] == "0" for node in marks)
    assert "Wednesday 14 July 2027" in page.text
    assert "Ticket" in page.text and "Day and night, every day of the year." in page.text


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"at_zone": "CET"}, "f-at_zone"),
        ({"at_zone": "\x00"}, "f-at_zone"),
        ({"on": "yesterday"}, "f-on"),
        ({"on": "9999-01-01"}, "f-on"),
        ({"time": "25:00"}, "f-time"),
        ({"time": "9-12"}, "f-time"),
        ({"plan": "gold"}, "f-plan"),
        ({"topic": "x" * 5000}, "f-topic"),
        ({"language": "xx"}, "f-language"),
        ({"ticket": "sending"}, "f-ticket_on"),
        ({"ticket": "sending", "ticket_on": "2027-07-14", "ticket_time": "late"}, "f-ticket_time"),
        ({"ticket": "nothing"}, "f-ticket"),
        ({"staff": "many"}, "f-staff"),
        ({"settings": "77"}, "f-settings"),
        ({"settings": "typed"}, "f-settings"),
    ],
)
def test_a_bad_question_says_which_part_and_keeps_the_rest(ada: Agent, changes: dict[str, str], place: str) -> None:
    page = ask(ada, **changes)
    assert page.status_code == 422
    said = [node for node in parse(page.text).walk() if node.attributes.get("id") == f"{place}-error"]
    assert said and said[0].text
    assert not states(page)
    if "on" not in changes:
        assert 'value="2027-07-14"' in page.text


def test_it_answers_before_anything_is_asked_and_writes_nothing(ada: Agent) -> None:
    client, before = client_for(ada), Event.objects.count()
    assert states(client.get(PAGE)) == ["open", "open", "open"]
    assert Event.objects.count() == before


def test_only_agents_and_only_to_read(cast: Cast) -> None:
    assert client_for(cast.ada).post(PAGE).status_code == 405
    assert client_for().get(PAGE)["Location"] == f"/workspace/sign-in?next={PAGE}"
    assert client_for(cast.alice).get(PAGE)["Location"] == f"/workspace/sign-in?next={PAGE}"


def test_it_asks_few_questions(lin: Agent) -> None:
    def add() -> None:
        count = SettingsVersion.objects.count()
        with_holidays(lin, valid_from=NOW.replace(year=2028, month=1 + count // 28, day=1 + count % 28))

    address = f"{PAGE}?{urlencode(WEDNESDAY)}"
    assert_constant_queries(client_for(lin), address, add, rows=30)
    assert_constant_queries(client_for(lin), f"{address}&settings=now", add, rows=2)
