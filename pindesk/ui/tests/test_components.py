"""Components: what assistive technology reads, and that no value can break out of its place."""

from typing import Any

import pytest
from django.template import engines
from jinja2 import UndefinedError
from jinja2.environment import Environment

from pindesk.ui.icons import icon
from tests.cast import FRIDAY_1755


@pytest.fixture
def environment() -> Environment:
    found: Any = engines["jinja2"]
    return found.env  # type: ignore[no-any-return]


def render(environment: Environment, source: str, **values: Any) -> str:
    names = ("banner", "board", "button", "composer", "field", "panel", "queue", "signal", "ticket", "timeline")
    head = "".join(f'{{% import "ui/components/{name}.html" as {name} %}}' for name in names)
    return environment.from_string(head + source).render(**values)


def test_error_stands_between_label_and_input_and_is_tied_to_it(environment: Environment) -> None:
    page = render(environment, '{{ field.field("subject", "Subject", "Hi", ["Say more."], "A few words") }}')
    assert page.index("<label") < page.index("Say more.") < page.index("<input")
    assert 'aria-describedby="f-subject-error f-subject-hint"' in page
    assert 'aria-invalid="true"' in page
    assert 'data-state="error"' in page


def test_optional_is_marked_and_required_is_not(environment: Environment) -> None:
    page = render(environment, '{{ field.field("a", "A") }}')
    assert " required" in page
    assert "(optional)" not in page
    page = render(environment, '{{ field.field("a", "A", optional=true) }}')
    assert " required" not in page
    assert "(optional)" in page


def test_values_cannot_break_out(environment: Environment) -> None:
    evil = "\"><script>alert(1)</script></textarea>'"
    page = render(
        environment,
        '{{ field.field("a", e, e, [e], e, placeholder=e) }}{{ field.textarea("b", e, e, [e], e) }}'
        '{{ field.select("c", e, [(e, e)], e) }}{{ button.button(e, name="n", value=e) }}'
        '{{ ticket.ticket_row("/x", row) }}{{ panel.facts([(e, e)]) }}'
        '{{ board.row("ticket", e, "open", e, e, e, e, e, "/x", e) }}{{ queue.view_link("/x", e, 1) }}'
        '{{ timeline.event(e, e) }}{% call composer.composer("/x", e, e, [e]) %}{{ e }}{% endcall %}',
        e=evil,
        row={
            **dict.fromkeys(("when", "meaning", "subject", "number", "topic", "asked_by", "last_by", "word"), evil),
            **{"status": "received", "is_unread": True, "is_late": True, "at": FRIDAY_1755, "last_at": FRIDAY_1755},
        },
    )
    assert "<script" not in page
    assert page.count("</textarea>") == 2


def test_first_line_break_of_a_text_is_kept(environment: Environment) -> None:
    page = render(environment, '{{ field.textarea("b", "Body", "\\nsecond line") }}')
    assert ">\n\nsecond line</textarea>" in page


@pytest.mark.parametrize("status", ["received", "in_progress", "waiting", "on_hold", "solved", "closed"])
def test_state_is_a_word_with_a_shape(environment: Environment, status: str) -> None:
    page = render(environment, '{{ signal.ticket_state(status, "Word") }}', status=status)
    assert "<svg" in page
    assert 'aria-hidden="true"' in page
    assert "Word</span>" in page


@pytest.mark.parametrize(("kind", "word"), [("near", "due soon"), ("breached", "late"), ("met", "kept")])
def test_shape_of_a_promise_is_also_said(environment: Environment, kind: str, word: str) -> None:
    assert word in render(environment, '{{ signal.due("14:10", kind) }}', kind=kind)


@pytest.mark.parametrize("part", [0, 0.5, 1, 1.22, 40])
def test_track_never_leaves_its_line(environment: Environment, part: float) -> None:
    page = render(environment, '{{ signal.track(part, "near") }}', part=part)
    widths = [float(piece.split('"')[0]) for piece in page.split('width="')[1:]]
    assert all(0 <= width <= 100 for width in widths)


def test_closed_channel_stays_on_the_board_with_its_reason(environment: Environment) -> None:
    page = render(
        environment,
        '{% call board.board("Reach us") %}'
        '{{ board.row("phone", "Phone", "closed", "closed", "Fri 09:00", why="Outside hours.") }}{% endcall %}',
    )
    assert 'data-state="closed"' in page
    assert "Outside hours." in page
    assert 'aria-labelledby="board-title"' in page


def test_breached_banner_is_an_alert(environment: Environment) -> None:
    page = render(environment, '{% call banner.banner("breached") %}Not sent{% endcall %}')
    assert 'role="alert"' in page


def test_desk_composer_names_both_kinds(environment: Environment) -> None:
    page = render(environment, '{% call composer.desk_composer("/x", "Reply to Alice", kind="note") %}{% endcall %}')
    assert 'value="note"' in page
    assert page.index('value="note"') < page.index(" checked")
    assert "<legend" in page


def test_icon_with_a_label_is_an_image_and_without_is_hidden() -> None:
    assert 'role="img" aria-label="Late &amp; lost"' in icon("sig-breached", "Late & lost")
    assert 'aria-hidden="true"' in icon("sig-breached")
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_misspelt_name_fails_loudly(environment: Environment) -> None:
    with pytest.raises(UndefinedError):
        environment.from_string("{{ tickte }}").render()


def test_mail_text_is_not_escaped(environment: Environment) -> None:
    layout = environment.get_template("ui/mail/layout.txt")
    page = environment.overlay().from_string("").environment.get_template(layout.name or "")
    assert "&amp;" not in "".join(page.blocks["foot"](page.new_context({"company": "A & B"})))
