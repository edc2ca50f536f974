"""`bin/words`: collect the words of the code into catalogues, bring those up to date, compile and check them."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from pindesk.ui.words import LANGUAGES, LOCALE_DIR, catalogue, compile_catalogues

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
ROOT = Path(__file__).parent.parent.parent
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def extract() -> Catalog:
    """Every message of the package, in the order of its files."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    template = Catalog(
        project="pindesk", domain="django", fuzzy=False, creation_date=datetime(2026, 11, 24, tzinfo=UTC)
    )
    found = extract_from_dir(ROOT / "pindesk", methods, options, keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, _, message, comments, context in found:
        template.add(message, None, [(f"pindesk/{name}", 0)], auto_comments=comments, context=context)
    return template


def update(folder: Path = LOCALE_DIR) -> None:
    """Add new messages to each language's source and drop those that are gone; translations stay."""
    template = extract()
    for language in LANGUAGES:
        path = catalogue(language, folder)
        messages = _read(path, language)
        messages.update(template, no_fuzzy_matching=True, update_header_comment=False)
        messages.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, messages, width=120, sort_output=True, omit_header=False, include_lineno=False)


def faults(folder: Path = LOCALE_DIR) -> list[str]:
    """What is wrong with the catalogues, one line each: missing, fuzzy, other placeholders, left over.

    English needs no translation: its words are the messages themselves.
    """
    template, found = extract(), []
    for language in LANGUAGES:
        if language == "en":
            continue
        messages = _read(catalogue(language, folder), language)
        for message in template:
            if message.id:
                present = messages.get(message.id, message.context)
                found += [f"{language}: {fault}: {_shown(message)}" for fault in _faults_of(message, present)]
        found += [f"{language}: no longer used: {_shown(m)}" for m in messages if m.id and not _has(template, m)]
    return found


def main(arguments: list[str] | None = None) -> int:
    """The command line. Exit status 1 when `check` finds a fault."""
    parser = argparse.ArgumentParser(prog="bin/words", description=__doc__)
    parser.add_argument(
        "step",
        choices=("extract", "update", "compile", "check"),
        help="extract: list the messages; update: bring the .po files up to date; compile: write the .mo files; "
        "check: fail when a message is missing, fuzzy or left over in a language",
    )
    step = parser.parse_args(arguments).step
    lines: list[str] = []
    if step == "extract":
        lines = [_shown(message) for message in extract() if message.id]
    elif step == "update":
        update()
    elif step == "compile":
        lines = [str(path.relative_to(ROOT)) for path in compile_catalogues()]
    else:
        lines = faults()
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 1 if step == "check" and lines else 0


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="pindesk", domain="django", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django")


def _has(template: Catalog, message: Message) -> bool:
    return template.get(message.id, message.context) is not None


def _faults_of(message: Message, present: Message | None) -> list[str]:
    texts = _forms(present.string or "") if present else ()
    if present is None or not texts or not all(texts):
        return ["missing"]
    wanted, given = (set(_PLACEHOLDER.findall(" ".join(forms))) for forms in (_forms(message.id), texts))
    # A plural form may say "one" in words; a plain message names all that it is given.
    is_same = given <= wanted if message.pluralizable else given == wanted
    return (["fuzzy"] if present.fuzzy else []) + ([] if is_same else ["other placeholders"])


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _shown(message: Message) -> str:
    text = _forms(message.id)[0]
    return f"{message.context}: {text}" if message.context else text


if __name__ == "__main__":
    raise SystemExit(main())
