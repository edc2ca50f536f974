"""`python -m pindesk` is the `pindesk` program."""

from pindesk.project.commands import main

if __name__ == "__main__":
    raise SystemExit(main())
