"""How quick the search is: CPU for one keystroke at 1,000 and 10,000 articles a language, memory and building."""

from __future__ import annotations

import gc
import random
import resource
import sys
import time
from pathlib import Path
from typing import NamedTuple

from bench.search_scores import lines

KEYSTROKES = 1_500
LIMITS_MS = {1_000: 2.0, 10_000: 5.0}
SYLLABLES = ["ba", "be", "bi", "bo", "bu", "da", "de", "di", "do", "du", "fa", "fe", "ga", "ge", "ka", "ke", "ki", "ko", "la", "le", "li", "lo", "lu", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "pa", "pe", "ra", "re", "ri", "ro", "sa", "se", "si", "so", "ta", "te", "ti", "to", "va", "ve", "vi", "wa", "we", "za", "zu"]  # fmt: skip  # noqa: E501


class Speed(NamedTuple):
    """Milliseconds of CPU; megabytes of memory added; seconds to build."""

    articles: int
    p50: float
    p99: float
    megabytes: float
    seconds: float


def measure(folder: Path, count: int, language: str = "en") -> Speed:
    """Build an index of `count` articles made of the sample's sentences and words of their own, and type queries."""
    from pindesk.knowledge.search import Document, Index

    chance = random.Random(7)
    articles = [row for row in lines(folder / "articles.jsonl") if row["lang"] == language]
    sentences = [part for row in articles for part in row["body"].replace(". ", ".\n").split("\n") if part]
    titles = [row["title"] for row in articles]
    queries = [row["q"] for row in lines(folder / "queries.jsonl") if row["kb"] == language]
    gc.collect()
    memory = _rss()
    began = time.process_time()
    index = Index(language)
    for start in range(0, count, 500):
        index.put(
            Document(number, *_made(number, titles, sentences, chance), "", "public")
            for number in range(start, min(count, start + 500))
        )
    seconds = time.process_time() - began
    gc.collect()
    spent = sorted(_keystrokes(index, queries, chance))
    return Speed(count, spent[len(spent) // 2], spent[len(spent) * 99 // 100], (_rss() - memory) / 1_000_000, seconds)


def _made(number: int, titles: list[str], sentences: list[str], chance: random.Random) -> tuple[str, str]:
    """A title and a text of some 250 words; every article brings two words that no other has, as names do."""
    own = ["".join(chance.choices(SYLLABLES, k=chance.randint(3, 5))) for _ in range(2)]
    title = f"{chance.choice(titles)} {own[0]}" if number >= len(titles) else titles[number]
    return title, "\n".join((*chance.choices(sentences, k=14), " ".join(own)))


def _keystrokes(index, queries: list[str], chance: random.Random) -> list[float]:  # type: ignore[no-untyped-def]
    spent = []
    for _ in range(KEYSTROKES):
        query = chance.choice(queries)
        typed = query[: chance.randint(2, max(2, len(query)))]
        began = time.process_time_ns()
        index.search(typed, may_read=_everything, limit=6, is_unfinished=True)
        spent.append((time.process_time_ns() - began) / 1_000_000)
    return spent


def _everything(name: str) -> bool:
    return True


def _rss() -> int:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    for size in LIMITS_MS:
        for code in sys.argv[2:] or ["en"]:
            found = measure(Path(sys.argv[1]), size, code)
            sys.stdout.write(
                f"{code} {found.articles:>6} articles: p50 {found.p50:.2f} ms, p99 {found.p99:.2f} ms "
                f"(limit {LIMITS_MS[size]}), {found.megabytes:.1f} MB, built in {found.seconds:.1f} s\n"
            )
