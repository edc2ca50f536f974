"""The index of one language: parts that never change, in a tuple that is replaced as a whole, so readers never wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from pindesk.knowledge.search.answering import answer
from pindesk.knowledge.search.building import Document, joined, made_of
from pindesk.knowledge.search.found import Found
from pindesk.knowledge.search.reading import Reading
from pindesk.knowledge.search.segment import MOST_DOCUMENTS, Segment
from pindesk.knowledge.search.synonyms import SynonymTable
from pindesk.knowledge.search.telling import telling_words

BATCH = 128  # documents that are taken apart at a time, which bounds the memory that this takes
GROWTH = 4  # a part is joined to the smaller ones beside it once they have a fourth of its documents
MOST_READINGS = 4  # kinds of readers
MOST_DEAD = 0.2  # of the documents of a part


class Index:
    """Documents of one language. Searches may run while other threads change it; each sees all of a change or none.

    Documents of different visibility lie in different parts, and a search looks only into parts that its reader may
    read: words, frequencies and corrections of the others cannot show.
    """

    def __init__(self, language: str, synonyms: Sequence[Sequence[str]] = ()) -> None:
        self._language = language
        self._synonyms = SynonymTable(synonyms, language)
        self._parts: tuple[Segment, ...] = ()
        self._readings: dict[frozenset[str], Reading] = {}
        self._lock = threading.Lock()

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, or replace those of the same id; the next search finds them."""
        newest = {document.id: document for document in documents}
        some = sorted(newest.values(), key=attrgetter("visibility"))
        with self._lock:
            parts = _without(self._parts, set(newest))
            for _, alike in groupby(some, key=attrgetter("visibility")):
                batch = list(alike)
                for start in range(0, len(batch), BATCH):
                    parts = _with(parts, made_of(batch[start : start + BATCH], self._language))
            self._parts = parts

    def remove(self, ids: Iterable[int]) -> None:
        """Forget documents; the next search does not know their words either."""
        with self._lock:
            self._parts = _without(self._parts, set(ids))

    def search(
        self,
        words: str,
        *,
        may_read: Callable[[str], bool],
        limit: int = 10,
        is_unfinished: bool = True,
        is_quick: bool = True,
        only: Collection[int] | None = None,
    ) -> Found:
        """The best documents that the reader may read; with `only`, of those ids.

        `is_unfinished`: the last word is still being typed. `is_quick`: where many documents have common words, only
        the best are looked at; else every one is, and counted.
        """
        reading = self._reading(may_read)
        return answer(
            reading,
            self._synonyms,
            words,
            limit=limit,
            is_unfinished=is_unfinished,
            is_quick=is_quick,
            only=only,
        )

    def telling(self, subject: str, text: str, *, may_read: Callable[[str], bool]) -> list[str]:
        """Of a long text the words to search for, in what the reader may read; see `telling_words`."""
        return telling_words(self._reading(may_read), subject, text)

    def _reading(self, may_read: Callable[[str], bool]) -> Reading:
        """The parts that somebody may read; kept for those who may read the same, until something changes."""
        parts = self._parts
        readable = frozenset(name for name in {part.visibility for part in parts} if may_read(name))
        own = tuple(part for part in parts if part.visibility in readable)
        found = self._readings.get(readable)
        if found is None or found.parts != own:
            found = Reading(self._language, own)
            if len(self._readings) >= MOST_READINGS:
                self._readings.clear()
            self._readings[readable] = found
        return found


def _without(parts: tuple[Segment, ...], ids: set[int]) -> tuple[Segment, ...]:
    """The parts without some documents; one that lost many is made anew."""
    left = (part.without(ids) for part in parts)
    return tuple(joined([part]) if len(part.dead) > MOST_DEAD * len(part.ids) else part for part in left if part.count)


def _with(parts: tuple[Segment, ...], new: Segment) -> tuple[Segment, ...]:
    """The parts and a new one, joined to those of its visibility that are not much larger."""
    alike = sorted((part for part in parts if part.visibility == new.visibility), key=attrgetter("count"))
    taken, total = [new], new.count
    for part in alike:
        if part.count >= GROWTH * total or total + part.count > MOST_DOCUMENTS:
            break
        taken.append(part)
        total += part.count
    kept = tuple(part for part in parts if part not in taken)
    return (*kept, joined(taken) if len(taken) > 1 else new)
