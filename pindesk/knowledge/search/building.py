"""Making parts of an index: from documents, and from smaller parts."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, groupby, islice
from math import sqrt
from operator import itemgetter

from pindesk.knowledge.search.packed import PackedWords
from pindesk.knowledge.search.segment import MOST_IMPACT, SEPARATOR, Segment, Titles
from pindesk.knowledge.search.vocabulary import Vocabulary
from pindesk.lib.analysis import is_stop_word, stem, words_of

# BM25F: what a word counts by where it stands, k1, and the length at which a title and a text are neither favoured nor
# held back. The lengths are fixed, not averages, so that no document changes what another one scores.
TITLE, KEYWORDS, TEXT, SATURATION = 6.0, 4.0, 1.0, 1.2
TITLE_WORDS, TEXT_WORDS, TITLE_B, TEXT_B = 6, 150, 0.4, 0.6
MOST_WORDS = 40_000  # of one document
LEAST_IMPACT = 56  # a word says something however long the text is: above what a search takes for no answer


@dataclass(frozen=True, slots=True)
class Document:
    """A translation as the search sees it: `text` is plain, one line a paragraph; `visibility` says who may read it."""

    id: int
    title: str
    text: str
    keywords: str
    visibility: str


class _Word(dict[str, str]):
    """Stems of words that were met, for the time of one making."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __missing__(self, word: str) -> str:
        found = self[word] = stem(word, self.language)
        return found


Lists = defaultdict[str, "array[int]"]  # documents of each word, by number


def _lists() -> Lists:
    return defaultdict(lambda: array("H"))


def made_of(documents: Sequence[Document], language: str) -> Segment:
    """One part of documents that have the same visibility."""
    stems = _Word(language)
    said, written, numbers = _lists(), _lists(), _lists()
    impacts: defaultdict[str, bytearray] = defaultdict(bytearray)
    titles = []
    for number, document in enumerate(documents):
        spellings: dict[str, str] = {}
        title = _words(document.title, language, spellings)
        fields = (
            (title, TITLE / _length(len(title), TITLE_WORDS, TITLE_B)),
            (_words(document.keywords, language, spellings), KEYWORDS),
            (text := _words(document.text, language, spellings), TEXT / _length(len(text), TEXT_WORDS, TEXT_B)),
        )
        weights: defaultdict[str, float] = defaultdict(float)
        for words, weight in fields:
            for word in words:
                weights[stems[word]] += weight
        for term, weight in weights.items():
            numbers[term].append(number)
            impacts[term].append(max(LEAST_IMPACT, round(MOST_IMPACT * weight / (weight + SATURATION))))
        _list(spellings, number, said, written)
        titles.append(_title(document.title, language))
    postings = ((term, numbers[term], impacts[term]) for term in sorted(numbers))
    ids = array("q", (document.id for document in documents))
    vocabularies = (Vocabulary(sorted(lists.items())) for lists in (said, written))
    return _segment(documents[0].visibility, ids, Titles.of(titles), postings, *vocabularies)


def _list(spellings: Mapping[str, str], number: int, said: Lists, written: Lists) -> None:
    """Note that a document has its words, and how it writes those that have accents."""
    for word, raw in spellings.items():
        said[word].append(number)
        if raw != word and "\n" not in raw:
            written[f"{word}{SEPARATOR}{raw}"].append(number)


def joined(parts: Sequence[Segment]) -> Segment:
    """One part of several of the same visibility, without the documents that are dead and without their words."""
    ids, entries, places = array("q"), [], []
    for part in parts:
        alive = [number for number in range(len(part.ids)) if number not in part.dead]
        where = array("i", [-1]) * len(part.ids)
        for place, number in enumerate(alive, len(ids)):
            where[number] = place
        places.append(where)
        ids.extend(part.ids[number] for number in alive)
        entries.append([part.titles.entry(number) for number in alive])
    words = Vocabulary(_listed([part.vocabulary for part in parts], places))
    written = Vocabulary(_listed([part.written for part in parts], places))
    return _segment(parts[0].visibility, ids, Titles.of(chain(*entries)), _postings(parts, places), words, written)


def _listed(some: Sequence[Vocabulary], places: Sequence[array[int]]) -> Iterator[tuple[str, list[int]]]:
    """Words with their documents numbered anew, without those that no document has any more."""
    for word, found in groupby(merge(*map(_marked, some, places), key=itemgetter(0)), key=itemgetter(0)):
        numbers = [where[number] for _, where, old in found for number in old if where[number] >= 0]
        if numbers:
            yield word, numbers


def _marked(one: Vocabulary, where: array[int]) -> Iterator[tuple[str, array[int], array[int]]]:
    return ((word, where, numbers) for word, numbers in one)


def _postings(parts: Sequence[Segment], places: Sequence[array[int]]) -> Iterator[tuple[str, array[int], bytes]]:
    """Term, documents and impacts, in the order of terms, with the documents numbered anew."""
    terms = merge(*(_numbered(part, which) for which, part in enumerate(parts)))
    for term, found in groupby(terms, key=itemgetter(0)):
        numbers, impacts = array("H"), bytearray()
        for _, which, number in found:
            where = places[which]
            for document, impact in zip(*parts[which].postings(number), strict=True):
                if where[document] >= 0:
                    numbers.append(where[document])
                    impacts.append(impact)
        if numbers:
            yield term, numbers, bytes(impacts)


def _numbered(part: Segment, which: int) -> Iterator[tuple[str, int, int]]:
    return ((term, which, number) for number, term in enumerate(part.terms))


def _segment(
    visibility: str,
    ids: array[int],
    titles: Titles,
    postings: Iterable[tuple[str, array[int], bytes | bytearray]],
    vocabulary: Vocabulary,
    written: Vocabulary,
) -> Segment:
    terms: list[str] = []
    starts, numbers, impacts = array("I", [0]), array("H"), bytearray()
    for term, some, says in postings:
        terms.append(term)
        numbers.extend(some)
        impacts += says
        starts.append(len(numbers))
    return Segment(
        visibility=visibility,
        ids=ids,
        titles=titles,
        terms=PackedWords(terms),
        vocabulary=vocabulary,
        backward=PackedWords(sorted(word[::-1] for word in vocabulary.words)),
        written=written,
        starts=starts,
        numbers=numbers,
        impacts=bytes(impacts),
    )


def _words(text: str, language: str, written: dict[str, str]) -> list[str]:
    """Folded words that say something; those that a hyphen parts once more as one. Notes how each is written."""
    found: list[str] = []
    last = None
    for word in islice(words_of(text, language), MOST_WORDS):
        forms = [(word.text, word.start)]
        if word.is_joined and last is not None:
            forms.append((last.text + word.text, last.start))
        for form, start in forms:
            if not is_stop_word(form, language):
                found.append(form)
                _note(written, form, text[start : word.end])
        last = word
    return found


def _note(written: dict[str, str], word: str, raw: str) -> None:
    """Of several ways to write a word the one with accents is kept, as people leave them out rather than add them."""
    known = written.get(word)
    if known is None or (known == word and not raw.isascii()):
        written[word] = word if raw.isascii() and len(raw) == len(word) else raw.lower()


def _title(title: str, language: str) -> str:
    words = [word.text for word in words_of(title, language)]
    terms = ["" if is_stop_word(word, language) else stem(word, language) for word in words]
    return " ".join(words) + SEPARATOR + " ".join(terms)


def _length(words: int, usual: int, share: float) -> float:
    """How much a text of so many words is held back; by the root, because long articles are not worse ones."""
    return 1 - share + share * sqrt(words / usual)
