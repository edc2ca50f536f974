"""What Larkmail's customers asked and what they were answered, in four languages."""

from collections.abc import Iterator

from pindesk.demo.conversations import de, en, es, fr
from pindesk.demo.script import Conversation


def conversations() -> Iterator[tuple[str, Conversation]]:
    """Every conversation with the code of its language."""
    for language, written in (
        ("en", en.CONVERSATIONS),
        ("fr", fr.CONVERSATIONS),
        ("de", de.CONVERSATIONS),
        ("es", es.CONVERSATIONS),
    ):
        for one in written:
            yield language, one
