"""What the server makes ready once it answers, so that nobody waits for it later: the indexes of the search."""

from __future__ import annotations

import logging
import threading

from django.db import DatabaseError, connection

_log = logging.getLogger("pindesk.warming")


def start() -> threading.Thread:
    """Begin, on a thread of its own; a search that comes meanwhile waits for it, other pages do not."""
    thread = threading.Thread(target=_warm, name="warming", daemon=True)
    thread.start()
    return thread


def _warm() -> None:
    from pindesk.knowledge.access.indexes import indexes

    try:
        indexes()
    except DatabaseError as error:
        _log.warning("The search could not be made ready; the first search does it.", exc_info=error)
    finally:
        connection.close()
