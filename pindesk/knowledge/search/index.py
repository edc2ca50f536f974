"""The index of one language: immutable parts in a snapshot that is replaced as a whole, so that readers never wait."""

from __future__ import annotations

import threading
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pindesk.knowledge.search.query import Found, search
from pindesk.knowledge.search.segment import IMPACT_BITS, MOST_IMPACT, SHOWN, Segment
from pindesk.knowledge.search.synonyms import SynonymTable
from pindesk.lib.analysis import Splitter, is_stop_word, stem, words_of

TITLE, KEYWORDS, TEXT, PART = 6.0, 3.0, 1.0, 0.5  # how much a word counts by where it stands; of a compound, its parts
SATURATION, TITLE_LENGTH, TEXT_LENGTH = 1.2, 0.4, 0.6  # BM25F: k1, and b of title and text
MOST_WORDS = 40_000  # of one document
MOST_LOOKED_UP = 4_000
LITTLE = 64  # documents: fewer are not worth tidying up after


@dataclass(frozen=True, slots=True)
class Document:
    """A translation as the search sees it; `text` is plain, one line a paragraph. Who may read it is `visibility`."""

    id: int
    title: str
    text: str
    keywords: str
    visibility: str


@dataclass(frozen=True, slots=True)
class Postings:
    """How many documents have a term (those that were replaced among them), and each part's postings and best ones."""

    count: int
    parts: tuple[tuple[memoryview, memoryview], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a search reads. The lists only grow, and `alive` marks what was replaced or removed."""

    language: str
    segments: tuple[Segment, ...]
    ids: array[int]
    titles: list[str]
    visibilities: array[int]
    names: tuple[str, ...]
    alive: bytearray
    count: int
    synonyms: SynonymTable
    looked_up: dict[str, Postings] = field(default_factory=dict)

    def postings(self, term: str) -> Postings:
        """Where a term stands; remembered, as the next keystroke asks for much the same."""
        found = self.looked_up.get(term)
        if found is None:
            parts = [part for segment in self.segments if (part := segment.postings(term)) is not None]
            found = Postings(sum(len(every) for every, _ in parts), tuple(parts))
            if len(self.looked_up) >= MOST_LOOKED_UP:
                self.looked_up.clear()
            self.looked_up[term] = found
        return found

    def written(self, word: str) -> str | None:
        return next((found for segment in self.segments if (found := segment.written(word))), None)


class Index:
    """Documents of one language. Searches may run while one thread at a time changes it."""

    def __init__(self, language: str, synonyms: Sequence[Sequence[str]] = ()) -> None:
        self._language = language
        self._lock = threading.Lock()
        self._places: dict[int, int] = {}
        self._title_words = self._text_words = 0
        table = SynonymTable(synonyms, language)
        self._now = Snapshot(language, (), array("Q"), [], array("H"), (), bytearray(), 0, table)

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, or replace those of the same id; the next search finds them."""
        with self._lock:
            some = list(documents)
            self._add(some)
            self._tidy()

    def remove(self, ids: Iterable[int]) -> None:
        """Forget documents; the next search does not know their words either."""
        with self._lock:
            gone = [self._places.pop(number) for number in ids if number in self._places]
            self._bury(gone)
            self._tidy()

    def search(
        self, words: str, *, may_read: Callable[[str], bool], limit: int = 10, is_unfinished: bool = True
    ) -> Found:
        """The best documents that the reader may read. `is_unfinished`: the last word is still being typed."""
        return search(self._now, words, may_read=may_read, limit=limit, is_unfinished=is_unfinished)

    def _bury(self, places: list[int]) -> None:
        now = self._now
        if places:
            alive = bytearray(now.alive)
            for place in places:
                alive[place] = 0
            self._now = replace(now, alive=alive, count=now.count - len(places), looked_up={})

    def _add(self, documents: list[Document]) -> None:
        if not documents:
            return
        parsed = [_Parsed(document, self._language) for document in documents]
        self._title_words += sum(len(one.title) for one in parsed)
        self._text_words += sum(one.length for one in parsed)
        now = self._now
        total = len(now.ids) + len(parsed)
        averages = (max(1.0, self._title_words / total), max(1.0, self._text_words / total))
        shown = _written(parsed)
        known: dict[str, bool] = {}

        def is_known(word: str) -> bool:
            if word not in known:
                known[word] = word in shown or now.written(word) is not None
            return known[word]

        splitter = Splitter(is_known)
        names = {name: number for number, name in enumerate(now.names)}
        postings: dict[str, list[int]] = {}
        replaced: list[int] = []
        for one in parsed:
            document, place = one.document, len(now.ids)
            if document.id in self._places:
                replaced.append(self._places[document.id])
            self._places[document.id] = place
            now.ids.append(document.id)
            now.titles.append(" ".join(word for word, _ in one.title))
            now.visibilities.append(names.setdefault(document.visibility, len(names)))
            for term, impact in one.impacts(self._language, splitter, averages):
                postings.setdefault(term, []).append(place << IMPACT_BITS | impact)
        alive = now.alive + bytes([1]) * len(parsed)
        titles = {place: now.titles[place] for place in range(len(now.ids) - len(parsed), len(now.ids))}
        self._now = replace(
            now,
            segments=(*now.segments, Segment(postings, shown, titles)),
            names=tuple(names),
            alive=alive,
            count=now.count + len(parsed),
            looked_up={},
        )
        self._bury(replaced)

    def _tidy(self) -> None:
        """Join the last parts while they are of like size, so that there are few; all once much of them was buried."""
        now = self._now
        segments = list(now.segments)
        if (len(now.alive) - now.count) * 4 > len(now.alive) and len(now.alive) > LITTLE:
            segments = [_joined(segments, now)]
        while len(segments) > 1 and len(segments[-1]) * 2 >= len(segments[-2]):
            segments[-2:] = [_joined(segments[-2:], now)]
        if len(segments) != len(now.segments):
            self._now = replace(now, segments=tuple(segments), looked_up={})


class _Parsed:
    """A document taken apart."""

    __slots__ = ("document", "keywords", "length", "text", "title")

    def __init__(self, document: Document, language: str) -> None:
        self.document = document
        self.title = _words(document.title, language)
        self.keywords = _words(document.keywords, language)
        self.text = _words(document.text, language)
        self.length = len(self.text)

    def impacts(self, language: str, splitter: Splitter, averages: tuple[float, float]) -> Iterable[tuple[str, int]]:
        """Every term of the document with how much it says of it, 1 to 255."""
        title_norm = 1 - TITLE_LENGTH + TITLE_LENGTH * len(self.title) / averages[0]
        text_norm = 1 - TEXT_LENGTH + TEXT_LENGTH * self.length / averages[1]
        weights: dict[str, float] = defaultdict(float)
        for words, weight in (
            (self.title, TITLE / title_norm),
            (self.keywords, KEYWORDS),
            (self.text, TEXT / text_norm),
        ):
            for word, count in Counter(word for word, _ in words).items():
                if is_stop_word(word, language):
                    continue
                weights[stem(word, language)] += weight * count
                if language == "de":
                    for part in splitter.parts(word):
                        weights[stem(part, language)] += weight * count * PART
        for term, weight in weights.items():
            yield term, max(1, round(MOST_IMPACT * weight / (weight + SATURATION)))


def _words(text: str, language: str) -> list[tuple[str, str]]:
    """Folded words, each with how it is written; those parted by hyphens once more as one."""
    found: list[tuple[str, str]] = []
    last = None
    for word in words_of(text, language, MOST_WORDS):
        found.append((word.text, text[word.start : word.end].lower()))
        if word.is_joined and last is not None:
            found.append((last.text + word.text, text[last.start : word.end].lower()))
        last = word
    return found


def _written(parsed: list[_Parsed]) -> dict[str, str]:
    """How each folded word is written; where several ways are, the one with the most marks on its letters."""
    shown: dict[str, str] = {}
    for one in parsed:
        for word, written in (*one.title, *one.keywords, *one.text):
            if word not in shown or (not written.isascii() and shown[word].isascii()):
                shown[word] = written
    return shown


def _joined(segments: Sequence[Segment], now: Snapshot) -> Segment:
    """One part of several, without what was buried."""
    alive = now.alive
    postings: dict[str, array[int]] = {}
    shown: dict[str, str] = {}
    for segment in segments:
        for term, some in segment.items():
            kept = [one for one in some if alive[one >> IMPACT_BITS]]
            if kept:
                postings.setdefault(term, array("I")).extend(kept)
        for entry in segment.words:
            word, _, written = entry.partition(SHOWN)
            shown.setdefault(word, written or word)
    titles = {place: now.titles[place] for segment in segments for place in segment.places() if alive[place]}
    return Segment(postings, shown, titles)
