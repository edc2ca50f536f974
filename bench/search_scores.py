"""How good the search is: hit@1, hit@3 and MRR@10 by kind of query and language, against the goals."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from bench.table import Row

LANGUAGES = ("en", "de", "fr", "es")
# hit@3 to reach: one for all languages, or by language.
GOALS: dict[str, float | dict[str, float]] = {
    "summary": {"en": 0.88, "de": 0.84, "fr": 0.86, "es": 0.82},
    "anchor": {"en": 0.72, "de": 0.60, "fr": 0.70, "es": 0.66},
    "question": 0.95,
    "prefix": 0.97,
    "typo": 0.96,
    "typo2": 0.94,
    "noaccent": 0.97,
    "compound": 0.85,
}


class Score(NamedTuple):
    """Of one kind of query in one language; `goal` is for hit@3, None where there is none."""

    kind: str
    language: str
    queries: int
    hit_1: float
    hit_3: float
    mrr: float
    goal: float | None


Ask = Callable[[str, str, str], list[str]]  # knowledge base, language, words -> ids, best first


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def scores(queries: Iterable[dict[str, Any]], ask: Ask) -> list[Score]:
    """Ask every query of a sample; `ask` answers the ids of articles."""
    ranks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for query in queries:
        found = ask(query["kb"], query["lang"], query["q"])[:10]
        rank = next((place for place, one in enumerate(found, 1) if one in query["rel"]), 0)
        ranks[query["type"], query["lang"]].append(rank)
    return [_score(kind, language, some) for (kind, language), some in sorted(ranks.items())]


def _score(kind: str, language: str, ranks: list[int]) -> Score:
    count = len(ranks)
    goal = GOALS.get(kind)
    return Score(
        kind,
        language,
        count,
        sum(rank == 1 for rank in ranks) / count,
        sum(0 < rank <= 3 for rank in ranks) / count,
        sum(1 / rank for rank in ranks if rank) / count,
        goal[language] if isinstance(goal, dict) else goal,
    )


def show(found: list[Score]) -> str:
    """The table, and whether every goal is reached."""
    head = f"{'kind':<10} {'lang':<5} {'queries':>7} {'hit@1':>6} {'hit@3':>6} {'MRR@10':>7} {'goal':>6}"
    rows = [
        f"{one.kind:<10} {one.language:<5} {one.queries:>7} {one.hit_1:>6.3f} {one.hit_3:>6.3f} {one.mrr:>7.3f} "
        + ("" if one.goal is None else f"{one.goal:>6.2f} {'ok' if one.hit_3 >= one.goal else 'MISSED'}")
        for one in found
    ]
    total = sum(one.queries for one in found) or 1
    mean = [sum(getattr(one, name) * one.queries for one in found) / total for name in ("hit_1", "hit_3", "mrr")]
    return "\n".join((head, *rows, f"{'all':<16} {total:>7} {mean[0]:>6.3f} {mean[1]:>6.3f} {mean[2]:>7.3f}"))


def rows(found: Iterable[Score]) -> list[Row]:
    """The scores that have a goal as rows of the printed table."""
    return [
        Row(
            f"search hit@3, {one.kind}, {one.language}",
            f"{one.hit_3:.3f}, hit@1 {one.hit_1:.3f}, MRR {one.mrr:.3f}",
            f"{one.queries} queries",
            f"{one.goal:.2f}",
            one.hit_3 >= one.goal,
        )
        for one in found
        if one.goal is not None
    ]


def index_only(folder: Path) -> Ask:
    """The index alone, without a database: one for each knowledge base of the sample."""
    from pindesk.knowledge.search import Document, Index

    articles = lines(folder / "articles.jsonl")
    indexes: dict[str, Index] = {}
    names = {number: row["id"] for number, row in enumerate(articles)}
    for code in LANGUAGES:
        indexes[code] = Index(code)
        indexes[code].put(
            Document(number, row["title"], row["body"], "", "public")
            for number, row in enumerate(articles)
            if row["lang"] == code
        )

    def ask(base: str, language: str, words: str) -> list[str]:
        found = indexes[base].search(words, may_read=lambda name: True, limit=10, is_unfinished=False)
        return [names[hit.id] for hit in found.hits]

    return ask


if __name__ == "__main__":
    place = Path(sys.argv[1])
    sys.stdout.write(show(scores(lines(place / "queries.jsonl"), index_only(place))) + "\n")
