"""`bin/bench`: seed a large database, measure, print the table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

FEW_TICKETS = 1_000  # where only files are measured
ARTICLES = 1_000  # in each language, while pages and memory are measured


def main() -> int:
    """Exit 0 when every row holds, else 1; the data directory is thrown away."""
    options = _options()
    sample = options.search or Path(os.environ.get("PINDESK_SAMPLES", "") or "-", "search")
    if options.search and not (sample / "queries.jsonl").is_file():
        sys.stderr.write(f"bin/bench: {sample} holds no queries.jsonl.\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="pindesk-bench-") as folder:
        os.environ["PINDESK_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        os.environ["PINDESK_LIMITS"] = "off"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindesk.project.settings")
        import django

        django.setup()
        code = 0 if options.search else _measure(options, Path(folder))
        if (sample / "queries.jsonl").is_file():
            code = max(code, _score(sample))
        return code


def _score(sample: Path) -> int:
    """Print how good and how quick the search is on a sample; 1 when a goal is missed."""
    from bench import search_scores, search_speed
    from bench.table import show

    found = search_scores.scores(search_scores.lines(sample / "queries.jsonl"), search_scores.index_only(sample))
    sys.stdout.write(f"\nThe search, by kind of query and language\n\n{search_scores.show(found)}\n\n")
    speed = search_speed.rows(sample)
    sys.stdout.write(f"{show(speed)}\n")
    is_good = all(one.goal is None or one.hit_3 >= one.goal for one in found)
    return 0 if is_good and all(row.holds is not False for row in speed) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench", description="Print the performance table, ratios to the raw floor."
    )
    parser.add_argument("--tickets", type=int, default=100_000, help="how many tickets to seed (three messages each)")
    parser.add_argument("--streams", type=int, default=10_000, help="how many idle streams to open")
    parser.add_argument(
        "--search",
        metavar="DIR",
        type=Path,
        help="score the search on this sample and time its keystrokes; nothing else then. "
        "Without it, the sample in PINDESK_SAMPLES/search is scored after the table",
    )
    parser.add_argument("--files", action="store_true", help="measure the rows about files alone, with few tickets")
    parser.add_argument("--postgres", metavar="URL", help="also measure the writers on this empty PostgreSQL database")
    return parser.parse_args()


def _measure(options: argparse.Namespace, folder: Path) -> int:
    from django.core.management import call_command

    from bench import articles, files, pages, process, seed, typing, writers
    from bench.site import agent_cookie
    from bench.table import show

    call_command("migrate", verbosity=0)
    if options.files:
        seed.seed(FEW_TICKETS)
        table = files.rows(folder)
        sys.stdout.write(f"{show(table)}\n")
        return 0 if all(each.holds is not False for each in table) else 1
    seed.seed(options.tickets)
    seed.help_centre()
    articles.seed_articles(0, ARTICLES)
    table = pages.rows()
    table += process.rows(folder, agent_cookie(), options.streams)
    row, rate = writers.row()
    table.append(row)
    table += typing.rows(folder, ARTICLES)
    table += files.rows(folder)
    if options.postgres:
        table.append(_on_postgres(options.postgres, rate))
    told = f"{options.tickets:,} tickets, {3 * options.tickets:,} messages, {ARTICLES:,} articles x 4 languages"
    sys.stdout.write(f"{told}\n\n{show(table)}\n")
    return 0 if all(each.holds is not False for each in table) else 1


def _on_postgres(url: str, sqlite_rate: float):  # type: ignore[no-untyped-def]
    """The writers' row of a process of its own on PostgreSQL, held against SQLite's in this run."""
    import json
    import subprocess

    from bench.table import Row

    environ = {**os.environ, "DATABASE_URL": url}
    answer = subprocess.run(
        [sys.executable, "-m", "bench.postgres"], env=environ, capture_output=True, text=True, check=True
    )
    found = json.loads(answer.stdout.splitlines()[-1])
    ratio = f"{found['ratio']}, {found['rate'] / sqlite_rate:.1f} x SQLite"
    return Row(found["name"], found["figure"], ratio, found["budget"], found["holds"])


if __name__ == "__main__":
    raise SystemExit(main())
