"""Whether two texts are about the same: values in, value out; rather silent than wrong, as customers read the hint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pindesk.lib.analysis import is_small_talk, is_stop_word_anywhere, parts_of, stem, words_of
from pindesk.tickets.models import OPEN, Status
from pindesk.tickets.rules import REOPEN_WITHIN

LOOKED_AT_CHARS = 600  # of a description: what somebody asks stands at its beginning
SHORTEST = 3  # letters of a word that tells something
IN_SUBJECT = 2.0  # what a shared word of both subjects weighs; one that stands in a single subject is between
LEAST_WORDS, LEAST_SHARE, LEAST_SHARE_OTHER_TOPIC = 3, 0.4, 0.55
SAME_SUBJECT = 0.75  # of the words of two subjects
SAME_BODY, LEAST_OF_BODY = 0.7, 6  # where no subject says it: that share of the words, and so many
# What has a digit and is as long names one thing: an invoice, an error, a number of recipients.
_CODE = re.compile(r"(?<!\w)[^\W_][\w./-]{2,38}[^\W_](?!\w)")


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody asks, in words; `topic` is "" where none was chosen yet."""

    subject: str
    body: str
    language: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The stems of the words that tell something; `whole` has the folded words themselves, for compounds."""

    subject: frozenset[str]
    body: frozenset[str]
    whole: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        return self.subject | self.body


def is_worth_a_look(status: str, solved_at: datetime | None, at: datetime) -> bool:
    """A ticket that somebody may mean again: an open one, or one solved within 14 days."""
    return status in OPEN or (status == Status.SOLVED and solved_at is not None and at < solved_at + REOPEN_WITHIN)


def likeness(one: Text, other: Text) -> float:
    """How surely both are about the same, from above 0 to 1; 0 for what is not surely so.

    Read in the language of `other`, the ticket: what is being typed says less surely which one it is in. Both must
    share words that tell something, one of them in a subject, else most of them; on another topic they must share
    more. Two that each name one thing by a number, and never the same, are about two things.
    """
    mine, theirs = (_terms(text, other.language) for text in (one, other))
    shared = _shared(mine, theirs, other.language)
    if not shared or _name_two_things(mine, theirs):
        return 0.0
    share = min(_weight(shared, mine, theirs) / max(1.0, min(_own_weight(mine), _own_weight(theirs))), 1.0)
    if _have_one_subject(mine, theirs, is_same_topic=one.topic == other.topic):
        return max(share, SAME_SUBJECT)
    least = LEAST_SHARE if one.topic in ("", other.topic) else LEAST_SHARE_OTHER_TOPIC
    if shared & (mine.subject | theirs.subject):
        return share if len(shared) >= LEAST_WORDS and share >= least else 0.0
    return share if len(shared) >= LEAST_OF_BODY and share >= SAME_BODY else 0.0


def _terms(text: Text, language: str) -> Terms:
    return terms_of(text.subject[:LOOKED_AT_CHARS], text.body[:LOOKED_AT_CHARS], language)


@lru_cache(maxsize=1024)
def terms_of(subject: str, body: str, language: str) -> Terms:
    """The words that tell something; kept for a while, as the same tickets are compared at each pause of a writer."""
    title = _telling(subject, language)
    text = _telling(body, language)
    stems = {word: stem(word, language) for word in title | text}
    own = frozenset(stems[word] for word in title)
    return Terms(own, frozenset(stems[word] for word in text) - own, frozenset(stems))


def _telling(text: str, language: str) -> set[str]:
    return {word.text for word in words_of(text, language) if _tells(word.text)} | _codes(text)


def _tells(word: str) -> bool:
    is_empty = len(word) < SHORTEST or word.isdecimal() or is_stop_word_anywhere(word) or is_small_talk(word)
    return not is_empty


def _codes(text: str) -> set[str]:
    return {found.lower() for found in _CODE.findall(text) if any(letter.isdecimal() for letter in found)}


def _shared(mine: Terms, theirs: Terms, language: str) -> frozenset[str]:
    """Stems of both; in German a compound of one shares the words of the other that it is made of."""
    shared = mine.every & theirs.every
    if language != "de":
        return shared
    return shared | _in_compounds(mine, theirs.every - shared) | _in_compounds(theirs, mine.every - shared)


def _in_compounds(terms: Terms, others: frozenset[str]) -> frozenset[str]:
    """Of the other stems those that are parts of a compound: Newsletter and Versand of Newsletterversand."""
    parts = (parts_of(word, lambda part: stem(part, "de") in others) for word in terms.whole)
    return frozenset(stem(part, "de") for found in parts for part in found)


def _weight(shared: frozenset[str], mine: Terms, theirs: Terms) -> float:
    places = (int(term in mine.subject) + int(term in theirs.subject) for term in shared)
    return sum(1.0 + (IN_SUBJECT - 1.0) * place / 2 for place in places)


def _own_weight(terms: Terms) -> float:
    return IN_SUBJECT * len(terms.subject) + len(terms.body)


def _have_one_subject(mine: Terms, theirs: Terms, *, is_same_topic: bool) -> bool:
    """Whether the subjects say the same: all their words, or on the same topic nearly all of three or more."""
    both = mine.subject & theirs.subject
    if len(both) < LEAST_WORDS - 1:
        return False
    share = 2 * len(both) / (len(mine.subject) + len(theirs.subject))
    return share == 1.0 or (is_same_topic and len(both) >= LEAST_WORDS and share >= SAME_SUBJECT)


def _name_two_things(mine: Terms, theirs: Terms) -> bool:
    """Whether both subjects name something by a number, and never the same, as a whole or in part."""
    own, others = _numbers(mine.subject), _numbers(theirs.subject)
    return bool(own and others) and not any(one in other or other in one for one in own for other in others)


def _numbers(terms: frozenset[str]) -> list[str]:
    return [term for term in terms if any(letter.isdecimal() for letter in term)]
