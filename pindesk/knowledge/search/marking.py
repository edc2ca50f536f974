"""What matched, marked in a text; and the passage of it that says most."""

from __future__ import annotations

from pindesk.knowledge.search.query import Found
from pindesk.lib.analysis import Word, is_stop_word, stem, words_of

Pieces = list[tuple[str, bool]]
LONGEST_TEXT = 8_000  # of which a passage is chosen


def marked(text: str, found: Found) -> Pieces:
    """The text in pieces, True where it matched: whole words in any of their forms, of a begun word what was typed."""
    return _pieces(text, [span for word in words_of(text, found.language) if (span := _span(word, found))])


def snippet(text: str, found: Found, length: int = 160) -> Pieces:
    """The passage of at most about `length` characters that has the most of the words, cut between words."""
    text = text[:LONGEST_TEXT]
    words = words_of(text, found.language)
    spans = [span for word in words if (span := _span(word, found))]
    start = _best_start(spans, found, text, length)
    end = _end(text, start, length)
    inside = [(first, last) for first, last in spans if first >= start and last <= end]
    pieces = _pieces(text[start:end].replace("\n", " "), [(first - start, last - start) for first, last in inside])
    if start > 0:
        pieces.insert(0, ("… ", False))
    if end < len(text):
        pieces.append((" …", False))
    return pieces if end > start else []


def _span(word: Word, found: Found) -> tuple[int, int] | None:
    if is_stop_word(word.text, found.language):
        return None
    if stem(word.text, found.language) in found.terms:
        begun = found.begun
        if begun and word.text.startswith(begun) and word.text != begun and len(word.text) == word.end - word.start:
            return word.start, word.start + len(begun)
        return word.start, word.end
    return None


def _pieces(text: str, spans: list[tuple[int, int]]) -> Pieces:
    pieces: Pieces = []
    last = 0
    for start, end in spans:
        if start > last:
            pieces.append((text[last:start], False))
        pieces.append((text[start:end], True))
        last = end
    if last < len(text):
        pieces.append((text[last:], False))
    return pieces


def _best_start(spans: list[tuple[int, int]], found: Found, text: str, length: int) -> int:
    """Where the passage begins that holds the most different words; the start of its sentence, if that is near."""
    best, best_count = 0, 0
    for number, (start, _) in enumerate(spans):
        said = {text[first:last].lower() for first, last in spans[number : number + 12] if last <= start + length - 20}
        if len(said) > best_count:
            best, best_count = start, len(said)
    if best < length // 3:
        return 0
    window = text[max(0, best - length // 2) : best]
    cut = max(window.rfind("\n"), window.rfind(". "), window.rfind("! "), window.rfind("? "))
    if cut >= 0:
        start = best - len(window) + cut + 1
        return start + (len(text[start:best]) - len(text[start:best].lstrip()))
    back = text.rfind(" ", 0, max(0, best - length // 4))
    return back + 1


def _end(text: str, start: int, length: int) -> int:
    if len(text) - start <= length:
        return len(text)
    end = start + length
    cut = text.rfind(" ", start + length // 2, end)
    line = text.rfind("\n", start + length // 2, end)
    return max(cut, line) if max(cut, line) > 0 else end
