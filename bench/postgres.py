"""The writers on PostgreSQL, in a process of its own (`DATABASE_URL` names an empty database); prints one JSON line."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from bench import seed, writers

    call_command("migrate", verbosity=0)
    seed.seed(2000, quiet=True)
    row, rate = writers.row()
    sys.stdout.write(json.dumps({**asdict(row), "rate": rate}) + "\n")


if __name__ == "__main__":
    main()
