"""What the demo's customers sent with their tickets, by the subject of the ticket; the files lie in `files/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from pindesk.accounts.models import Person
from pindesk.demo.script import Conversation
from pindesk.tickets.actions.attaching import hand_in

FOLDER = Path(__file__).parent / "files"

HANDED: Mapping[str, tuple[str, ...]] = {
    "La campagne de vendredi reste « en préparation »": ("campagne.png",),
    "Gabarit : image coupée sous Outlook": ("outlook-2021.png",),
    "Délivrabilité en baisse chez Orange depuis le 12": ("orange.log",),
    "Facture de juillet en double": ("LM-2026-004417.pdf",),
}


def handed_in(one: Conversation, by: Person) -> list[str]:
    """The tokens of the files that belong to the opening words. Call it outside of transactions."""
    files = [SimpleUploadedFile(name, (FOLDER / name).read_bytes()) for name in HANDED.get(one.subject, ())]
    return hand_in([], files, by=by).tokens if files else []
