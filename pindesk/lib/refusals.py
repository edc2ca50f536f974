"""The base of every refusal: a code for machines, one sentence for people; one place turns it into an answer."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise


class Refusal(Exception):
    """An action was refused. Subclasses live in each app's `errors.py` and say `code`, `sentence` and HTTP `status`."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    sentence: ClassVar[str | Promise] = ""
    wait_seconds: float | None = None  # after which the same is taken, where that is known

    def __str__(self) -> str:
        return str(self.sentence)
