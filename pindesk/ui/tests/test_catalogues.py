"""Catalogues: what is collected, compiled and found wanting."""

import gettext
import os
from pathlib import Path

from pindesk.ui import catalogues, words

SOURCE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Sign out"
msgstr "Abmelden"

#, fuzzy
msgid "Profile"
msgstr "Profil"

msgid "No. %(number)s"
msgstr "Nr."
"""


def written(folder: Path) -> Path:
    path = words.catalogue("de", folder)
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, encoding="utf-8")
    return path


def test_words_of_templates_and_code_are_collected() -> None:
    found = {str(message.id) for message in catalogues.extract()}
    assert "Skip to content" in found
    assert "No. %(number)s" in found


def test_compiled_only_when_the_source_is_newer(tmp_path: Path) -> None:
    source = written(tmp_path)
    (target,) = words.compile_catalogues(tmp_path)
    with target.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Sign out") == "Abmelden"
    assert catalogue.gettext("Profile") == "Profile"
    assert words.compile_catalogues(tmp_path) == []
    os.utime(source, ns=(target.stat().st_mtime_ns + 10**9,) * 2)
    assert words.compile_catalogues(tmp_path) == [target]


def test_faults_are_named(tmp_path: Path) -> None:
    written(tmp_path)
    found = catalogues.faults(tmp_path)
    assert "de: fuzzy: Profile" in found
    assert "fr: missing: Sign out" in found
    assert "de: missing: Skip to content" in found
    assert any(line.startswith("de: ") and line.endswith("No. %(number)s") for line in found)
    assert "de: missing: Sign out" not in found


def test_update_adds_and_drops_but_keeps_translations(tmp_path: Path) -> None:
    source = written(tmp_path)
    source.write_text(SOURCE + '\nmsgid "Gone for good"\nmsgstr "Weg"\n', encoding="utf-8")
    catalogues.update(tmp_path)
    text = source.read_text(encoding="utf-8")
    assert 'msgid "Skip to content"' in text
    assert 'msgstr "Abmelden"' in text
    assert "Gone for good" not in text
