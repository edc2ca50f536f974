"""Markdown lite lets through what is meant and nothing that acts."""

from html.parser import HTMLParser

import pytest

from pindesk.lib.markdown import lite, plain


class Tags(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](  JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:msgbox)",
        "![x](https://evil.example/p.png)",
        "<a href='javascript:alert(1)'>x</a>",
        "<svg/onload=alert(1)>",
        '[x](https://a.example"onmouseover=alert(1))',
    ],
)
def test_nothing_that_acts_survives(text):
    found = Tags()
    found.feed(lite(text))
    assert not found.tags & {"script", "img", "svg", "iframe", "style"}
    assert not any(name.startswith("on") for name, _ in found.attributes)
    assert all(
        value.startswith(("http://", "https://", "mailto:")) for name, value in found.attributes if name == "href"
    )


def test_emphasis_lists_quotes_code_and_links_are_kept():
    html = lite("**a** *b*\n\n- c\n\n> d\n\n`e`\n\nhttps://larkmail.example/x?a=1&b=2")
    for part in ("<strong>a</strong>", "<em>b</em>", "<li>c</li>", "<blockquote>", "<code>e</code>"):
        assert part in html
    assert 'href="https://larkmail.example/x?a=1&amp;b=2" rel="noopener noreferrer nofollow ugc"' in html


@pytest.mark.parametrize(
    "address",
    ["//evil.example/x", "/workspace/sign-out", "x.html", "?next=/", "#top", "https:/workspace", "ftp://a.example"],
)
def test_a_link_that_is_no_complete_address_is_shown_as_typed(address):
    for text in (f"[Read this]({address})", address, f"<{address}>"):
        assert "<a" not in lite(text)
    assert f"[Read this]({address})" in lite(f"[Read this]({address})")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see HTTPS://a.example/b", "HTTPS://a.example/b"),
        ("<https://a.example>", "https://a.example"),
        ("[x](http://a.example)", "http://a.example"),
        ("write to ada@example.com", "mailto:ada@example.com"),
        ("[x](mailto:ada@example.com)", "mailto:ada@example.com"),
    ],
)
def test_complete_addresses_are_links(text, address):
    found = Tags()
    found.feed(lite(text))
    assert ("href", address) in found.attributes


def test_lines_stay_lines_and_headings_stay_text():
    assert "<br>" in lite("one\ntwo")
    assert "<h1" not in lite("# not a heading")


def test_deep_nesting_ends():
    assert len(lite("> " * 5000 + "x")) < 200_000


def test_plain_text_is_escaped():
    assert plain("<b>\nx\n\ny") == "<p>&lt;b&gt;<br>x</p><p>y</p>"


@pytest.mark.parametrize("unit", ["http://a", "://", "://:// "])
def test_a_text_of_addresses_without_end_is_rendered_without_looking_for_them(unit: str) -> None:
    """Looking took the square of their number: two seconds for what one may write."""
    assert "<a " not in lite((unit * 20_000)[:20_000])


def test_addresses_of_an_ordinary_text_become_links() -> None:
    assert lite("See https://example.com, please.").count("<a ") == 1
