"""What Larkmail's customers asked and what they were answered, in four languages."""

from collections.abc import Iterator

from pindesk.demo.conversations.de import CONVERSATIONS as GERMAN
from pindesk.demo.conversations.en import CONVERSATIONS as ENGLISH
from pindesk.demo.conversations.es import CONVERSATIONS as SPANISH
from pindesk.demo.conversations.fr import CONVERSATIONS as FRENCH
from pindesk.demo.script import Conversation


def conversations() -> Iterator[tuple[str, Conversation]]:
    """Every conversation with the code of its language."""
    for language, written in (("en", ENGLISH), ("fr", FRENCH), ("de", GERMAN), ("es", SPANISH)):
        for one in written:
            yield language, one
