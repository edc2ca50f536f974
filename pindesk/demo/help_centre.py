"""Larkmail's help centre: the folder `articles`, taken in as any company's would be."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pindesk.accounts.models import Agent
from pindesk.knowledge.actions.importing import Kind, import_articles
from pindesk.knowledge.exchange.folder import read_folder, read_sections
from pindesk.knowledge.exchange.problems import Problem

FOLDER = Path(__file__).parent / "articles"


def import_help_centre(by: Agent, now: datetime) -> None:
    """Every article in every language it has, published at `now`."""
    parts = read_sections(FOLDER)
    assert not isinstance(parts, Problem), parts
    refused = [
        f"{outcome.place}: {outcome.sentence}"
        for outcome in import_articles(read_folder(FOLDER), parts, by=by, now=now)
        if outcome.kind == Kind.REFUSED
    ]
    assert not refused, refused
