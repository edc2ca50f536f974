"""The catalogues of the four languages: compiled from their sources when those are newer. Needs Babel only."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE_DIR = Path(__file__).parent.parent / "locale"
LANGUAGES = ("en", "fr", "de", "es")
DOMAIN = "django"


def catalogue(language: str, folder: Path = LOCALE_DIR) -> Path:
    """Where the source of a language is kept."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def compile_catalogues(folder: Path = LOCALE_DIR) -> list[Path]:
    """Write each `.mo` that is missing or older than its `.po`, fuzzy entries left out. Returns what was written."""
    return [target for source in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")) if (target := _compile(source))]


def _compile(source: Path) -> Path | None:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return None
    with source.open("rb") as read:
        messages = read_po(read, locale=source.parent.parent.name, domain=DOMAIN)
    draft = target.with_suffix(".new")
    with draft.open("wb") as written:
        write_mo(written, messages)
    draft.replace(target)
    return target
