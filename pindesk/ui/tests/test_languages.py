"""Languages in addresses and of browsers."""

import pytest
from django.test import Client

from pindesk.ui.languages import accepted, in_language, language_of


@pytest.mark.parametrize(
    ("path", "code"), [("/de/tickets/", "de"), ("/de", "de"), ("/", None), ("/demo/", None), ("/DE/", None)]
)
def test_language_of_a_path(path: str, code: str | None) -> None:
    assert language_of(path) == code


@pytest.mark.parametrize(
    ("path", "there"),
    [("/en/tickets/7/", "/fr/tickets/7/"), ("/", "/fr/"), ("/tickets/", "/fr/tickets/"), ("/en", "/fr/")],
)
def test_same_page_in_another_language(path: str, there: str) -> None:
    assert in_language(path, "fr") == there


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("de-AT,de;q=0.9,en;q=0.5", "de"),
        ("pt-BR,es;q=0.8,en;q=0.9", "en"),
        ("en;q=0,fr;q=0.1", "fr"),
        ("*", None),
        ("", None),
        ("de;q=much,fr;q=0.2", "fr"),
        (",;,=;q", None),
    ],
)
def test_language_that_a_browser_asks_for(header: str, code: str | None) -> None:
    assert accepted(header, ("en", "fr", "de", "es")) == code


@pytest.mark.django_db
class TestChoosing:
    def choose(self, client: Client, code: str, back: str) -> tuple[str, str]:
        response = client.post("/language", {"language": code, "next": back})
        assert response.status_code == 302
        return response["Location"], response.cookies["pindesk_language"].value if response.cookies else ""

    def test_goes_to_the_same_page_and_is_kept(self, client: Client) -> None:
        assert self.choose(client, "de", "/en/tickets/1042/") == ("/de/tickets/1042/", "de")

    def test_page_without_a_language_stays(self, client: Client) -> None:
        assert self.choose(client, "fr", "/workspace/sign-in") == ("/workspace/sign-in", "fr")

    def test_never_leads_elsewhere(self, client: Client) -> None:
        for back in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
            assert self.choose(client, "de", back)[0] == "/"

    def test_unknown_language_changes_nothing(self, client: Client) -> None:
        assert self.choose(client, "xx", "/en/") == ("/en/", "")

    def test_is_not_done_by_looking(self, client: Client) -> None:
        assert client.get("/language").status_code == 405
