"""What every test begins with: a process that remembers nothing of the test before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from pindesk.accounts import company


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """Forget what a process keeps of the database."""
    company.forget()
    cache.clear()
    yield
    company.forget()
