"""Pictures in the place of their marks: only those handed in, under whatever name, and nothing that was typed."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from pindesk.lib.markdown import lite, mark_name, with_pictures, without_marks


def shown(text: str, *names: str) -> str:
    """The text with pictures of these names, the n-th as `<img n>`."""
    return str(with_pictures(text, [(name, Markup(f"<img {place}>")) for place, name in enumerate(names)])[0])


def test_a_picture_stands_in_the_place_of_its_mark() -> None:
    html, places = with_pictures("See ![a.png]\nthere.", [("a.png", Markup("<img>")), ("b.png", Markup("<img>"))])
    assert html == "<p>See <img><br>\nthere.</p>\n"
    assert places == {0}


def test_of_one_name_each_mark_has_the_next_picture_and_then_the_last() -> None:
    assert shown("![a.png] ![b.png] ![a.png] ![a.png]", "a.png", "a.png", "b.png") == (
        "<p><img 0> <img 2> <img 1> <img 1></p>\n"
    )


@pytest.mark.parametrize(
    "name",
    [
        "scan [1].png",
        "back\\slash].png",
        "it's *bold* `code`.png",
        "<b>.png",
        '"q".png',
        "&amp;.png",
        "صورة.png",
        "a](b).png",
    ],
)
def test_any_name_can_be_marked(name: str) -> None:
    assert shown(f"![{mark_name(name)}]", name) == "<p><img 0></p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "![b.png]",
        "![a.png](https://evil.test/x.png)",
        "![a.png](data:image/png;base64,AAAA)",
        "![a.png][ref]\n\n[ref]: https://evil.test/x.png",
        "![](https://evil.test/x.png)",
        "`![a.png]`",
        "    ![a.png]",
        "```\n![a.png]\n```",
        "![a.png",
        "! [a.png]",
        "[![a.png]](https://evil.test/)",
        '<img src="https://evil.test/x.png">',
        "\ufdd00\ufdd0",
    ],
)
def test_anything_else_is_no_picture(text: str) -> None:
    assert "<img" not in shown(text, "a.png").replace("&lt;img", "")


def test_without_pictures_a_mark_stays_as_it_was_typed() -> None:
    assert lite("![a.png]") == with_pictures("![a.png]", [])[0] == "<p>![a.png]</p>\n"


def test_a_mark_becomes_a_name_where_no_picture_can_be_shown() -> None:
    text = "![scan _1_.png] and #![allow(x)] and ![other.png]"
    assert without_marks(text, ["scan [1].png"]) == "scan _1_.png and #![allow(x)] and ![other.png]"
