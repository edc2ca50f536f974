"""Articles made of other articles' sentences, the same in every run: as many as a measurement asks for."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from bench.search_scores import lines

if TYPE_CHECKING:
    from pindesk.knowledge.search import Document

QUERIES = 150
SENTENCES = 14  # of an article, some 250 words
TOPIC = 20  # articles that share their rarer words
SEED = 7
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvwz" for vowel in "aeiou"]


class Corpus:
    """Articles of one language, and queries about them.

    A word that few of the given articles have is another word in most topics, so that words grow with articles as they
    do in life: some 10,000 in 1,000 articles, 50,000 in 10,000, half of them in one article or two.
    """

    def __init__(self, language: str, titles: list[str], bodies: list[str], queries: list[str]) -> None:
        self.language, self.queries, self._titles = language, queries, titles
        self._sentences = [part for body in bodies for part in re.split(r"(?<=[.!?])\s+|\n+", body) if part]
        seen = [set(re.findall(r"\w+", body)) for body in bodies]
        self._common = {word for some in seen for word in some if sum(word in other for other in seen) * 12 > len(seen)}

    @classmethod
    def of_sample(cls, folder: Path, language: str) -> Corpus:
        """From a sample's articles, asked by its queries."""
        articles = [row for row in lines(folder / "articles.jsonl") if row["lang"] == language]
        asked = [row["q"] for row in lines(folder / "queries.jsonl") if row["kb"] == language]
        queries = random.Random(SEED).sample(asked, min(QUERIES, len(asked)))
        return cls(language, [row["title"] for row in articles], [row["body"] for row in articles], queries)

    @classmethod
    def of_demo(cls, language: str) -> Corpus:
        """From the demo's help centre, asked by its titles and summaries."""
        from pindesk.demo.help_centre import FOLDER
        from pindesk.knowledge.exchange.folder import read_folder
        from pindesk.knowledge.exchange.records import Record

        found = [one for one in read_folder(FOLDER) if isinstance(one, Record) and one.language == language]
        titles = [one.title for one in found]
        return cls(language, titles, [one.body for one in found], titles + [one.summary for one in found])

    def document(self, number: int, version: int = 0) -> Document:
        from pindesk.knowledge.search import Document

        chance = random.Random(f"{number} {version}")
        topic = random.Random(number // TOPIC).randrange(1_000_000)
        title = self._said(chance.choice(self._titles), topic, chance)
        text = "\n".join(self._said(one, topic, chance) for one in chance.choices(self._sentences, k=SENTENCES))
        return Document(number, title, text, "", "public")

    def _said(self, sentence: str, topic: int, chance: random.Random) -> str:
        return re.sub(r"\w+", lambda match: self._word(match[0], topic, chance), sentence)

    def _word(self, word: str, topic: int, chance: random.Random) -> str:
        if word in self._common or len(word) < 4 or chance.random() < 0.5:
            return word
        which = int(random.Random(f"{word} {topic}").paretovariate(0.9)) % 400 - 1
        if chance.random() < 0.004:
            which = chance.randrange(5_000)
        if which < 1:
            return word
        made = SYLLABLES[which % len(SYLLABLES)] + ("" if which < len(SYLLABLES) else SYLLABLES[which * 7 % 73])
        return word[:2] + made + word[4:] if which % 3 else made.title() + word[2:]
