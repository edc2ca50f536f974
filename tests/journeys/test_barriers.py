"""Every page, wide and on a phone, light and dark: no barrier, no sideways scrolling, no failing script."""

import re

import pytest

from tests.browser import DESK, PHONE, assert_fits, assert_no_barriers
from tests.journeys.conftest import People

CUSTOMER = ("/fr/", "/fr/tickets/", "/fr/tickets/new", "/fr/me", "/fr/me/tokens", "/fr/people", "/fr/tickets/{ticket}/")
AGENT = (
    "/workspace/tickets/",
    "/workspace/people/",
    "/workspace/teams/",
    "/workspace/plans/",
    "/workspace/topics/",
    "/workspace/deliveries/",
    "/workspace/accounts/",
    "/workspace/accounts/1/",
    "/workspace/accounts/new",
    "/workspace/audit/",
    "/workspace/help/sections/",
    "/workspace/help/synonyms/",
    "/workspace/help/searches/",
    "/workspace/help/links/",
    "/workspace/help/settings/",
    "/workspace/help/report/",
    "/workspace/me",
    "/workspace/me/tokens",
    "/workspace/people/1/",
    "/workspace/tickets/{ticket}/",
)
SIGNED_OUT = (
    "/en/articles/",
    "/de/articles/1",
    "/fr/articles/16",
    "/es/search?q=dkim",
    "/en/search?q=nothing+of+this+kind",
    "/en/",
    "/de/",
    "/es/sign-in",
    "/workspace/sign-in",
    "/demo/",
    "/demo/mail/",
)
PAGES = [
    *(pytest.param("alice", path, id=f"alice {path}") for path in CUSTOMER),
    *(pytest.param("lin", path, id=f"lin {path}") for path in AGENT),
    *(pytest.param(None, path, id=f"signed out {path}") for path in SIGNED_OUT),
]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(("name", "path"), PAGES)
def test_page_has_no_barrier(be: People, name: str | None, path: str, size: tuple[int, int]) -> None:
    visit = be(name, size=size)
    if "{ticket}" in path:
        path = path.format(ticket=_own_ticket(visit.page.content()))
    response = visit.page.goto(f"{visit.url}{path}")
    assert response
    assert response.status == 200, f"{path} answered {response.status}"
    assert_fits(visit.page)
    assert_no_barriers(visit.page)


def _own_ticket(html: str) -> str:
    """The number of the first ticket on a page."""
    found = re.search(r"/tickets/(\d+)/", html)
    assert found, "the first page names no ticket"
    return found[1]
