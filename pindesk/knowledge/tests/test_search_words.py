"""What people type finds what they mean."""

from __future__ import annotations

import random

import pytest

from pindesk.knowledge.search import Document, Found, Index, marked, snippet

EN = {
    1: ("Set up a sending domain", "Add the DKIM record 550 5.7.1 to your name server."),
    2: ("Sign in with two-factor authentication", "Use a code from an app on your phone."),
    3: ("Restore a backup", "Every backup is kept for 30 days. Back up before you change settings."),
    4: ("How to export contacts", "Contacts are exported as a CSV file. The C++ client is old."),
    5: ("Change the logfile", "The wi-fi of the office writes to it."),
}
DE = {
    1: ("Systemeinstellungen ändern", "Alle Werte des Systems."),
    2: ("Benutzerliste ausblenden", "Die Liste der Benutzer."),
    3: ("Größe der Anhänge", "Höchstens 25 MB."),
    4: ("Tastaturbelegung wählen", "Mehrere Belegungen sind möglich."),
    5: ("Ein Passwort festlegen", "Die Änderung gilt sofort."),
}
FR = {1: ("Modifier l’écran d’accueil", "Réglages de l’écran."), 2: ("Désactiver une adresse", "Elle reste réservée.")}
ES = {
    1: ("Configurar el inicio de sesión", "Sesiones automáticas."),
    2: ("Añadir una dirección", "Direcciones nuevas."),
}
SYNONYMS = [["2fa", "two-factor authentication", "second factor"], ["csv", "spreadsheet"]]


def index_of(language: str) -> Index:
    index = Index(language, SYNONYMS)
    some = {"en": EN, "de": DE, "fr": FR, "es": ES}[language]
    index.put(Document(number, title, text, "", "public") for number, (title, text) in some.items())
    return index


def ask(language: str, words: str, *, is_unfinished: bool = False) -> Found:
    return index_of(language).search(words, may_read=bool, is_unfinished=is_unfinished)


@pytest.mark.parametrize(
    ("language", "words", "best"),
    [
        ("en", "domains for sending", 1),
        ("en", "550 5.7.1", 1),
        ("en", "dkim", 1),
        ("en", "C++", 4),
        ("en", "back up", 3),
        ("en", "log file", 5),
        ("en", "wifi", 5),
        ("en", "wi fi", 5),
        ("en", "dmoain", 1),
        ("en", "two factor", 2),
        ("en", "2fa", 2),
        ("en", "second factor", 2),
        ("en", "spreadsheet", 4),
        ("en", "HOW TO", 4),
        ("en", "contcats exprot", 4),
        ("en", "authentification", 2),
        ("de", "Einstellungen", 1),
        ("de", "Einstellung des Systems", 1),
        ("de", "Liste der Benutzer", 2),
        ("de", "Belegungen der Tastatur", 4),
        ("de", "Tastatur-Belegung", 4),
        ("de", "Tastatur Belegungen", 4),
        ("de", "Passwortänderung", 5),
        ("de", "Groesse", 3),
        ("de", "grosse anhange", 3),
        ("de", "sytsemeinstelungen", 1),
        ("fr", "ecran", 1),
        ("fr", "l'ecran", 1),
        ("fr", "desactivation d’adresses", 2),
        ("es", "sesion", 1),
        ("es", "anadir direccion", 2),
    ],
)
def test_words_find_the_article(language: str, words: str, best: int) -> None:
    assert ask(language, words).hits[0].id == best


def test_every_letter_that_is_typed_keeps_the_article_on_top() -> None:
    title = EN[2][0]
    for end in range(2, len(title)):
        for is_unfinished in (True, False):
            found = ask("en", title[:end], is_unfinished=is_unfinished)
            assert found.hits[0].id == 2, title[:end]
            assert found.corrected is None or not is_unfinished


@pytest.mark.parametrize(
    ("language", "words", "corrected"),
    [
        ("en", "Restore my bakcup!", "Restore my backup!"),
        ("en", "dmoain expotr", "domain export"),
        ("de", "Anhange der Größen", None),
        ("de", "Anhnage", "anhänge"),
        ("en", "backup", None),
        ("en", "qqqqqq", None),
        ("en", "12346", None),
    ],
)
def test_a_correction_says_how_the_words_were_understood(language: str, words: str, corrected: str | None) -> None:
    assert ask(language, words).corrected == corrected


def test_a_word_that_nearly_begins_so_is_corrected_while_it_is_typed() -> None:
    found = ask("en", "autehntic", is_unfinished=True)
    assert found.hits[0].id == 2
    assert found.corrected == "authentication"


def test_one_of_two_readings_is_chosen_by_the_other_words() -> None:
    index = Index("en")
    index.put([Document(1, "Mail boxes", "", "", "public"), Document(2, "Sail boats", "", "", "public")])
    assert index.search("xail boats", may_read=bool).corrected == "sail boats"
    assert index.search("xail boxes", may_read=bool).corrected == "mail boxes"


ODD = [
    "",
    " ",
    "\x00",
    "\ud800\udfff",
    "a",
    "the",
    "?",
    "\"'*()^~:",
    "👩‍💻",
    "日本語",
    "שלום",
    "e\u0301",
    "ß",
    "İ",
    "½",
]
ODD += ["-" * 500, "a" * 10_000, "ab " * 3_000, "x'y'z'" * 300, "ab-" * 500, "1." * 999, "\u200b", "%s {0}", "٣٤"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ja", ""])
def test_no_text_is_too_odd(language: str) -> None:
    chance = random.Random(language)  # noqa: S311
    letters = [chr(code) for code in (*range(0x250), *range(0x300, 0x370), 0x5D0, 0x3042, 0xD800, 0x1F600, 0x130)]
    odd = ODD + ["".join(chance.choices(letters, k=chance.randint(1, 50))) for _ in range(100)]
    index = Index(language, [odd])
    index.put(Document(number, words, words * 2, words, "public") for number, words in enumerate(odd))
    for words in odd:
        for is_unfinished in (True, False):
            found = index.search(words, may_read=bool, is_unfinished=is_unfinished)
            assert len(found.hits) <= min(10, found.count)
            assert "".join(piece for piece, _ in marked(words, found)) == words
            snippet(words * 3, found, 20)


def test_scripts_without_spaces_are_found_by_their_characters() -> None:
    index = Index("ja")
    index.put([Document(1, "日本語の設定", "", "", "public"), Document(2, "שלום עולם", "", "", "public")])
    assert [hit.id for hit in index.search("設定", may_read=bool).hits] == [1]
    assert [hit.id for hit in index.search("עול", may_read=bool).hits] == [2]


def test_a_limit_cuts_the_hits_and_not_the_count() -> None:
    index = Index("en")
    index.put(Document(number, "Sending mail", "", "", "public") for number in range(300))
    for limit in (0, 3, 1_000):
        found = index.search("mail", may_read=bool, limit=limit)
        assert (len(found.hits), found.count) == (min(limit, 300), 300)
