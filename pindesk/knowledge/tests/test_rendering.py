"""Markdown of articles to safe HTML, contents, text and links."""

from __future__ import annotations

import pytest

from pindesk.knowledge.errors import TooManyParts
from pindesk.knowledge.rendering import Heading, Picture, pieces, render

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<svg onload=alert(1)>",
    "<iframe src='https://example.com'></iframe>",
    "<style>*{display:none}</style>",
    "[a]: javascript:alert(1)\n\n[a]",
    "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
    '[x](image:abc" onerror="alert(1))',
    "| <b onmouseover=alert(1)> |\n|---|\n| x |",
    "## <img src=x onerror=alert(1)>",
    "> [!NOTE]\n> <script>alert(1)</script>",
    '<div data-block="hours"></div>',
    "[a](/-/articles/1)",
)


def rendered(body: str, **images: Picture):
    return render(body, language="en", images=images)


@pytest.mark.parametrize("body", HOSTILE)
def test_nothing_that_runs_survives(body: str) -> None:
    for tag in tags_of(rendered(body).html.lower()):
        assert tag.split()[0].strip("/") not in ("script", "iframe", "svg", "style", "b")
        for forbidden in ('="javascript', '="data', '="vbscript', " onerror=", " onload=", " onmouseover="):
            assert forbidden not in tag


def tags_of(html: str) -> list[str]:
    return [part.partition(">")[0] for part in html.split("<")[1:]]


def test_html_that_names_a_block_stays_text_and_is_no_block() -> None:
    found = pieces(rendered('<div data-block="hours"></div>').html, links_at="/a/", images_at="/i/")
    assert [piece.block for piece in found] == [""]


def test_a_live_block_alone_in_a_paragraph_parts_the_words() -> None:
    found = pieces(rendered("Before.\n\n{{ hours }}\n\nAfter.").html, links_at="/a/", images_at="/i/")
    assert [piece.block for piece in found] == ["", "hours", ""]
    assert "Before" in found[0].html
    assert "After" in found[2].html


@pytest.mark.parametrize(
    "body", ["{{ nonsense }}", "Say {{ hours }} here.", "> {{ hours }}", "- {{ hours }}", "`{{ hours }}`"]
)
def test_anything_else_in_braces_stays_as_it_was_typed(body: str) -> None:
    html = rendered(body).html
    assert "data-block" not in html
    assert "{{" in html


def test_headings_begin_at_the_second_level_and_have_anchors_of_their_own() -> None:
    found = rendered("# One\n\n### Two\n\n# One\n\n##### Deep")
    assert found.contents == (
        Heading(2, "one", "One"),
        Heading(4, "two", "Two"),
        Heading(2, "one-2", "One"),
        Heading(4, "deep", "Deep"),
    )


def test_a_heading_never_takes_a_name_that_pages_use() -> None:
    assert rendered("## Main").contents[0].anchor == "main-2"


def test_german_headings_have_readable_anchors() -> None:
    assert rendered("## Größe ändern").contents[0].anchor == "groesse-aendern"


@pytest.mark.parametrize(
    ("mark", "kind", "word"),
    [
        ("NOTE", "note", "Note"),
        ("tip", "tip", "Tip"),
        ("WARNING", "warning", "Careful"),
        ("CAUTION", "warning", "Careful"),
    ],
)
def test_callouts_say_their_kind_in_words_too(mark: str, kind: str, word: str) -> None:
    html = rendered(f"> [!{mark}]\n> **Keep** the old record.").html
    assert f'class="callout callout--{kind}"' in html
    assert word in html
    assert "[!" not in html
    assert "<strong>Keep</strong>" in html


def test_callouts_speak_the_language_of_the_article() -> None:
    assert (
        render("> [!NOTE]\n> x", language="fr", images={}).html
        != render("> [!NOTE]\n> x", language="en", images={}).html
    )


def test_a_quotation_stays_one() -> None:
    assert "<blockquote>" in rendered("> [!OTHER]\n> x").html


def test_links_to_articles_go_where_the_surface_shows_them() -> None:
    found = rendered("[DNS](article:42#add-it) and [out](https://example.com)")
    html = "".join(piece.html for piece in pieces(found.html, links_at="/de/articles/", images_at="/x/"))
    assert 'href="/de/articles/42#add-it"' in html
    assert [(link.article, link.anchor) for link in found.links] == [(42, "add-it"), (None, "")]


@pytest.mark.parametrize(
    "body",
    [
        "See [the *papaya*](papaya.md#x).",
        "See [the *papaya*](/papaya).",
        "See [the *papaya*](//example.com).",
        "See [the *papaya*](javascript:alert(1)).",
        "See [the *papaya*][p].\n\n[p]: papaya.md",
    ],
)
def test_of_a_link_that_leads_nowhere_readers_see_the_words(body: str) -> None:
    found = rendered(body)
    assert found.html == "<p>See the <em>papaya</em>.</p>\n"
    assert (found.text, found.links) == ("See the papaya.", ())


def test_what_stands_in_angles_and_leads_nowhere_stays_as_it_was_typed() -> None:
    assert rendered("Put <name:value> there.").html == "<p>Put &lt;name:value&gt; there.</p>\n"


def test_of_a_picture_of_no_kept_file_readers_see_the_words() -> None:
    assert rendered("Press ![the button](b.png).").html == "<p>Press the button.</p>\n"


def test_a_picture_that_is_there_is_shown_with_its_size_and_one_that_is_not_by_its_words() -> None:
    found = rendered(
        "![A curve](image:abc) ![Gone](image:zzz) ![Outside](https://example.com/a.png)", abc=Picture(10, 20)
    )
    assert 'src="/-/images/abc"' in found.html
    assert 'width="10" height="20"' in found.html
    assert "Gone" in found.html
    assert "example.com/a.png" not in found.html
    assert found.missing_images == ("image:zzz", "https://example.com/a.png")


def test_tables_scroll_by_keyboard_and_carry_no_styles() -> None:
    html = rendered("| a | b |\n|---|--:|\n| 1 | 2 |").html
    assert 'tabindex="0"' in html
    assert 'class="is-right"' in html
    assert "style=" not in html


def test_code_keeps_its_characters_and_names_its_language() -> None:
    html = rendered('```dns\nv=spf1 include:<x> "a" ~all\n```').html
    assert '<code data-language="dns">' in html
    assert "v=spf1 include:&lt;x&gt;" in html


def test_plain_text_has_a_line_for_each_paragraph_and_row_then_code_and_what_pictures_show() -> None:
    table = "| a | b |\n|---|---|\n| 1 ||\n| 2 | **3** |"
    body = f"Hello *you*\nthere\n\n```\nx\ny\n```\n\n## Next\n\n{table}\n\n![A dog](image:k1)\n\n![Gone](image:k2)"
    assert render(body, language="en", images={"k1": Picture(1, 1)}).text.split("\n") == [
        "Hello you there", "Next", "a; b.", "1.", "2; 3.", "Gone", "\f", "x", "y", "A dog",
    ]  # fmt: skip


def test_a_head_without_words_is_no_head() -> None:
    html = rendered("| | Live | ** ** |\n|---|---|---|\n| Key | `lk_` | x |").html
    assert html.count("<th") - html.count("<thead") == 2
    assert '<td class="is-short"></td>' in html.partition("</thead>")[0]


def test_a_first_column_of_short_words_is_not_broken() -> None:
    short = rendered("| State | Means |\n|--:|---|\n| *In Bearbeitung* | somebody works on it |").html
    assert short.count('is-short"') == 2
    assert 'class="is-right is-short"' in short
    assert "is-short" not in rendered("| What it is about |\n|---|\n| a longer sentence in the first column |").html


def test_text_nested_a_thousand_deep_is_cut_off_and_not_an_error() -> None:
    assert rendered("> " * 1000 + "x").html
    assert rendered("".join(f"{'  ' * depth}- x\n" for depth in range(300))).html


@pytest.mark.parametrize(
    "unit", ["http://a", "://", "://:// ", "`", "<", "\\", "&amp;", "[a](article:1) of these ", "a@b.c ", "word "]
)
def test_a_text_of_the_longest_kind_comes_to_an_end(unit: str) -> None:
    """Some took over a minute before addresses were counted: a run that hangs here is ended as a failure."""
    assert rendered((unit * 200_000)[:200_000]).html


WIDE = "|a" * 200 + "\n" + "|-" * 200 + "\n"


@pytest.mark.parametrize(
    "body",
    [
        *("[" * 200_000, "![" * 100_000, "![`" * 66_000, "![a](" * 40_000, "[a](#b)" * 28_000, "[]" * 100_000),
        *("*a " * 66_000, "**a" * 66_000, "_a_ " * 50_000, "`a" * 100_000, "~~~\n~~~\n" + "[" * 190_000),
        *("> " * 100_000, "- " * 100_000, "- a\n" * 50_000, "a\n\n" * 66_000, "://\n" * 50_000, "a\n=\n" * 50_000),
        *("|a" * 100_000, WIDE + "|\n" * 90_000, "|a|b|\n|-|-|\n" + "|a|b|\n" * 33_000),
    ],
)
def test_a_text_that_would_take_seconds_is_refused(body: str) -> None:
    with pytest.raises(TooManyParts):
        rendered(body[:200_000])


@pytest.mark.parametrize(
    "body",
    [
        "A line of an article, with a [link](article:1), some `code` and **strong** words in it.\n" * 2_200,
        "- One of many short points, `here`\n" * 5_000,
        "| Code | Meaning | What to do |\n|---|---|---|\n" + "| 550 5.1.1 | no such user | remove it |\n" * 2_000,
        WIDE + "|a" * 200 + "\n",
        "```\n" + "if a_b[0] and c_d: e_f(g_h)\n" * 3_000 + "```",
    ],
)
def test_a_long_text_as_people_write_them_is_shown(body: str) -> None:
    assert rendered(body[:200_000]).html


def test_what_was_published_is_rendered_anew_whatever_it_takes() -> None:
    assert render("- a\n" * 13_000, language="en", images={}, is_awaited=False).html


def anchors(body: str) -> list[str]:
    made = render(body, language="en", images={}, is_awaited=False)
    return [heading.anchor for heading in made.contents]


@pytest.mark.parametrize("heading", ["# a\n", "a\n-\n"])
def test_as_many_equal_headings_as_fit_have_names_of_their_own(heading: str) -> None:
    count = 200_000 // len(heading)
    assert anchors(heading * count) == ["a", *(f"a-{number}" for number in range(2, count + 1))]


def test_a_heading_called_like_the_name_of_another_gets_the_next_number() -> None:
    assert anchors("# a\n# a 2\n# a\n# a 2\n# a\n") == ["a", "a-2", "a-3", "a-2-2", "a-4"]


def test_a_heading_of_marks_alone_has_a_name() -> None:
    assert anchors("# a" + "&#x301;&#x316;" * 14_000) == ["a"]


def test_words_that_look_like_a_place_stay_as_they_were_written() -> None:
    html = rendered('`href="/-/articles/1` src="/-/images/x" [link](article:1 "a > b") **>**').html
    shown = "".join(piece.html for piece in pieces(html, links_at="/a/", images_at="/i/"))
    assert 'href="/-/articles/1<' in shown
    assert 'src="/-/images/x"' in shown
    assert '<a href="/a/1"' in shown


def test_a_picture_whose_words_hold_signs_of_tags_is_placed() -> None:
    html = rendered('![a > "b" < c](image:x)', x=Picture(1, 1)).html
    assert 'src="/i/x"' in pieces(html, links_at="/a/", images_at="/i/")[0].html
