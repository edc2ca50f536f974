"""What matched is marked, and the passage that says most is shown."""

from __future__ import annotations

import pytest

from pindesk.knowledge.search import Document, Found, Index, marked, snippet

TEXT = (
    "This page is about many things. Some of them matter little to you.\n"
    "Every newsletter needs a subject line. Domains are checked every night by the server. "
    "A domain that is not verified cannot be used for sending. After that nothing more is said of it here, "
    "but there is a long rest of the text that goes on for a while."
)


def found(words: str, text: str = TEXT, language: str = "en", *, is_unfinished: bool = False) -> Found:
    index = Index(language)
    index.put([Document(1, text[:40], text, "", "public")])
    return index.search(words, may_read=bool, is_unfinished=is_unfinished)


def shown(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"[{text}]" if is_match else text for text, is_match in pieces)


@pytest.mark.parametrize(
    ("words", "text", "language", "is_unfinished", "expected"),
    [
        ("domain", "Domains, a domain!", "en", False, "[Domains], a [domain]!"),
        ("dom", "Domains of the dome", "en", True, "[Dom]ains of the [dom]e"),
        ("verify dom", "Verified domains", "en", True, "[Verified] [dom]ains"),
        ("dmoains", "Domains", "en", False, "[Domains]"),
        ("the domain", "The domain", "en", False, "The [domain]"),
        ("grö", "Größe, e\u0301ine", "de", True, "[Grö]ße, e\u0301ine"),
        ("groß", "Große", "de", True, "[Große]"),
        ("ecran", "L’écran d’accueil", "fr", False, "L’[écran] d’accueil"),
        ("einstellung", "Systemeinstellungen", "de", False, "[Systemeinstellungen]"),
        ("e\u0301te", "l’e\u0301te\u0301 fini", "fr", True, "l’[e\u0301te\u0301] fini"),
        ("x", "nothing of it", "en", False, "nothing of it"),
    ],
)
def test_whole_words_are_marked_and_of_a_begun_one_what_was_typed(
    words: str, text: str, language: str, is_unfinished: bool, expected: str
) -> None:
    index = Index(language)
    index.put([Document(1, text, "System", "", "public")])
    assert shown(marked(text, index.search(words, may_read=bool, is_unfinished=is_unfinished))) == expected


def test_a_snippet_is_the_passage_that_says_most_from_the_start_of_its_sentence() -> None:
    pieces = snippet(TEXT, found("verified sending domain"), 100)
    assert shown(pieces).startswith("…\u00a0A [domain] that is not [verified] cannot be used for [sending].")
    assert shown(pieces).endswith("\u00a0…")


@pytest.mark.parametrize("length", [20, 60, 160, 1_000])
def test_a_snippet_is_never_longer_and_cuts_no_word(length: int) -> None:
    for words in ("domain", "goes on", "subject line", "nothing"):
        text = "".join(piece for piece, _ in snippet(TEXT, found(words), length)).strip("…\u00a0 ")
        assert len(text) <= length
        assert text in TEXT.replace("\n", " ")
        assert set(text.split()) <= set(TEXT.split())


def test_a_text_without_a_match_is_shown_from_its_beginning() -> None:
    assert shown(snippet(TEXT, Found(language="en"), 40)) == "This page is about many things. Some of\u00a0…"
    assert snippet("", Found(language="en")) == []
    assert snippet("Short.", found("zzz")) == [("Short.", False)]


def test_pieces_together_are_the_text() -> None:
    for words in ("domain sending", "e", "newsl", "server line"):
        assert "".join(piece for piece, _ in marked(TEXT, found(words, is_unfinished=True))) == TEXT


def test_code_and_what_pictures_show_are_found_and_not_shown() -> None:
    text = 'Ask for the status; it is one of three.\n\f\n{"status": "queued"}\nA sketch of the status page'
    assert shown(snippet(text, found("status", text))) == "Ask for the [status]; it is one of three."
    assert found("queued", text).count == 1
    assert shown(snippet(text, found("queued", text))) == "Ask for the status; it is one of three."


def test_the_sign_that_words_were_left_out_never_stands_alone_on_a_line() -> None:
    said = "".join(piece for piece, _ in snippet(TEXT, found("verified"), 60))
    assert (said[:2], said[-2:]) == ("…\u00a0", "\u00a0…")
