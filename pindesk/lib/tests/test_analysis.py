"""Words of a text: what people type in different ways becomes the same."""

import pytest

from pindesk.lib.analysis import fold, is_small_talk, is_stop_word, likely_language, parts_of, stem, words_of


def said(text: str, language: str) -> list[str]:
    return [word.text for word in words_of(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "folded"),
    [
        ("Größe", "de", "grosse"),
        ("Groesse", "de", "grosse"),
        ("Übersicht", "de", "ubersicht"),
        ("Uebersicht", "de", "ubersicht"),
        ("Été", "fr", "ete"),
        ("e\u0301te\u0301", "fr", "ete"),
        ("cœur", "fr", "coeur"),
        ("Año", "es", "ano"),
        ("queue", "en", "queue"),
        ("İstanbul", "en", "istanbul"),
        ("Ein\u00adstellung", "de", "einstellung"),
        ("שָׁלוֹם", "en", "שלום"),
    ],
)
def test_letters_are_folded_as_people_type_them(text: str, language: str, folded: str) -> None:
    assert fold(text, language) == folded


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("L’écran d'accueil, aujourd’hui", "fr", ["ecran", "accueil", "aujourdhui"]),
        ("Don't use the user's C++ or C#", "en", ["dont", "use", "the", "user", "c++", "or", "c#"]),
        ("550 5.7.1 DKIM=0x1f", "en", ["550", "5.7.1", "dkim", "0x1f"]),
        ("user_name wi-fi", "en", ["user", "name", "wi", "fi"]),
        ("日本 語", "ja", ["日", "本", "語"]),
        ("\x00 \ud800 👩‍💻 …", "en", []),
        ("x" * 100, "en", ["x" * 40]),
    ],
)
def test_a_text_is_taken_apart_into_words(text: str, language: str, words: list[str]) -> None:
    assert said(text, language) == words


def test_a_word_knows_its_place_and_whether_a_hyphen_joins_it_to_the_one_before() -> None:
    text = "Das Wi-Fi - hier"
    found = list(words_of(text, "de"))
    assert [text[word.start : word.end] for word in found] == ["Das", "Wi", "Fi", "hier"]
    assert [word.is_joined for word in found] == [False, False, True, False]


def test_the_place_of_an_elided_word_leaves_the_article_out() -> None:
    text = "de l’adresse"
    *_, last = words_of(text, "fr")
    assert text[last.start : last.end] == "adresse"


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("settings", "setting", "en"),
        ("einstellungen", "einstellung", "de"),
        ("automatiques", "automatique", "fr"),
        ("configuraciones", "configuracion", "es"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_an_unknown_language_and_a_word_with_a_digit_have_no_stem_of_their_own() -> None:
    assert stem("settings", "ja") == "settings"
    assert stem("mp3s", "en") == "mp3s"


def test_stop_words_are_folded_and_of_their_language() -> None:
    assert is_stop_word("fur", "de")
    assert not is_stop_word("fur", "en")
    assert not is_stop_word("the", "ja")


KNOWN = {"system", "einstellungen", "adresse", "buch", "tastatur", "sitzung", "dauer", "benutzer", "liste"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("systemeinstellungen", ("system", "einstellungen")),
        ("sitzungsdauer", ("sitzung", "dauer")),
        ("adressbuch", ("adresse", "buch")),
        ("benutzerlisteneinstellungen", ("benutzer", "liste", "einstellungen")),
        ("einstellungen", ()),
        ("zeppelinliste", ()),
        ("buch", ()),
    ],
)
def test_a_compound_is_split_where_every_part_is_known(word: str, parts: tuple[str, ...]) -> None:
    assert parts_of(word, KNOWN.__contains__) == parts


@pytest.mark.parametrize("between", ["", "\u200b"])
def test_a_word_of_a_million_marks_is_its_letter(between: str) -> None:
    assert fold("a" + f"\u0301{between}\u0316" * 300_000, "en") == "a"


@pytest.mark.parametrize(
    ("text", "expected", "language"),
    [
        ("la campagne est restee dans la file depuis ce matin", "de", "fr"),
        ("wir haben die rechnung nicht mehr und brauchen sie", "en", "de"),
        ("dkim spf", "es", "es"),
        ("the campaign is die beste", "de", "de"),
        ("", "fr", "fr"),
        ("la campana no se envia desde hace dos dias y ya no podemos esperar mas", "fr", "es"),
    ],
)
def test_the_language_of_a_text_by_its_stop_words(text: str, expected: str, language: str) -> None:
    assert likely_language(text.split(), expected) == language


def test_greetings_are_small_talk_in_every_language_and_negations_too() -> None:
    assert all(map(is_small_talk, ("hello", "hallo", "bonjour", "hola", "problem", "nicht", "not", "jamais")))
    assert not any(map(is_small_talk, ("newsletter", "rechnung", "domaine", "spam")))
