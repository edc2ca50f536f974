"""What the router and the middleware make of a request before any view sees it."""

from __future__ import annotations

import json
import resource
from pathlib import Path
from typing import Any

import pytest

from pindesk.project.environment import Refused
from pindesk.project.server.addresses import Addresses
from pindesk.project.server.run import too_few_files
from pindesk.project.tests.conftest import UNDER_TEST
from pindesk.project.tests.raw import ask, connected, head, read_answer
from tests.server import Running, running_server

BARE = ("/healthz", "/events", "/static/0/ui/missing.css")


@pytest.mark.parametrize("path", [*BARE, "/readyz", "/test/echo", "/nothing-here"])
def test_every_answer_carries_the_headers(server: Running, path: str) -> None:
    headers = ask(server, path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "microphone=(self)" in headers["permissions-policy"]
    assert headers["x-request-id"].isdigit()
    assert "strict-transport-security" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "[::", ""])
def test_forged_host_is_refused_in_words(server: Running, host: str) -> None:
    with connected(server) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = read_answer(connection)
    assert answer.status == 400
    assert b"This address is not one of ours" in answer.body
    assert b"evil" not in answer.body


def test_probes_answer_whatever_name_they_use(server: Running) -> None:
    assert ask(server, "/healthz", Host="10.1.2.3:8000").status == 200
    assert ask(server, "/readyz", Host="10.1.2.3:8000").status == 200
    assert ask(server, "/metrics", Host="10.1.2.3:8000").status == 404


def test_metrics_are_for_this_machine(server: Running) -> None:
    answer = ask(server, "/metrics")
    assert b"pindesk_answers_total" in answer.body
    assert ask(server, "/metrics", X_Forwarded_For="203.0.113.9").status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "cross-site", "Origin": "own"},
        {"Sec_Fetch_Site": "", "Origin": "https://evil.example"},
        {"Sec_Fetch_Site": "", "Origin": "null"},
        {"Sec_Fetch_Site": ""},
    ],
)
def test_change_asked_for_by_another_site_is_refused(server: Running, headers: dict[str, str]) -> None:
    headers = {name: server.url if value == "own" else value for name, value in headers.items()}
    answer = ask(server, "/test/write", "POST", b"foreign", **headers)
    assert answer.status == 403
    assert b"sent from another website" in answer.body


@pytest.mark.parametrize("headers", [{}, {"Sec_Fetch_Site": "none"}, {"Sec_Fetch_Site": "", "Origin": "own"}])
def test_change_asked_for_by_a_page_of_ours_is_done(server: Running, headers: dict[str, str]) -> None:
    own = {name: server.url if value == "own" else value for name, value in headers.items()}
    assert ask(server, "/test/write", "POST", repr(headers).encode(), **own).status == 200


def test_page_of_another_site_opens_no_stream(server: Running) -> None:
    assert ask(server, "/events", Sec_Fetch_Site="cross-site").status == 403
    assert ask(server, "/events", Sec_Fetch_Site="", Origin="https://evil.example").status == 403
    assert ask(server, "/events").status == 401
    assert ask(server, "/events", "POST", b"x").status == 405


def test_headers_of_proxies_are_not_believed_from_strangers(server: Running) -> None:
    seen = ask(
        server, "/test/echo", X_Forwarded_For="203.0.113.9", X_Forwarded_Host="evil.example", X_Forwarded_Proto="https"
    ).json()
    assert seen["client"] == "127.0.0.1"
    assert seen["forwarded"] == []
    assert seen["address"] == f"{server.url}/test/echo"


def test_answer_has_the_number_of_the_request(server: Running) -> None:
    answer = ask(server, "/test/echo", X_Request_ID="chosen by the visitor")
    assert answer.headers["x-request-id"] == answer.json()["id"]


def test_error_page_shows_the_number_and_not_the_error(server: Running) -> None:
    answer = ask(server, "/test/fail/secret?q=hunter2")
    number = answer.headers["x-request-id"]
    assert answer.status == 500
    assert f"{number[:4]} {number[4:8]} {number[8:]}".replace(" ", "\u00a0") in answer.body.decode().replace(
        " ", "\u00a0"
    )
    assert b"hunter2" not in answer.body
    assert b"Traceback" not in answer.body


def test_machines_get_errors_as_json(server: Running) -> None:
    answer = ask(server, "/nothing-here", Accept="application/json")
    assert answer.status == 404
    assert answer.json()["error"] == "not_found"
    assert answer.json()["number"] == answer.headers["x-request-id"]


def test_address_that_only_takes_forms_says_so_on_a_page(server: Running) -> None:
    answer = ask(server, "/language")
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert b"it only takes what a form sends" in answer.body
    assert b'<a href="/">Back to the start</a>' in answer.body
    assert b'name="next" value="/"' in answer.body
    assert ask(server, "/language", Accept="application/json").json()["error"] == "wrong_method"


def test_error_page_changes_its_language_where_it_can_be_asked_for_again(server: Running) -> None:
    assert b'name="next" value="/nothing"' in ask(server, "/nothing").body
    assert b'name="next" value="/"' in ask(server, "/nothing", "POST", b"x").body
    assert b'name="next" value="/workspace/"' in ask(server, "/workspace/x", "POST", b"x", Sec_Fetch_Site="x").body


@pytest.mark.parametrize(("path", "words"), [("/fr/rien", "/fr/"), ("/de/nichts", "/de/")])
def test_error_page_is_in_the_language_of_the_address(server: Running, path: str, words: str) -> None:
    assert f'lang="{words[1:3]}"' in ask(server, path).body.decode()


@pytest.mark.parametrize("path", ["/%00", "/test/echo?q=%00", "/%1b[31m"])
def test_control_characters_in_an_address_are_refused(server: Running, path: str) -> None:
    assert ask(server, path).status == 400


@pytest.mark.parametrize("path", ["/test/echo?q=%C3%A9%0A%09", "/test/echo?q=%ff"])
def test_other_characters_in_a_query_are_not(server: Running, path: str) -> None:
    assert ask(server, path).status == 200


def test_raw_bytes_in_an_address_are_refused(server: Running) -> None:
    with connected(server) as connection:
        connection.sendall(head("GET", "/test/echo?q=QQ", server, Connection="close").replace(b"QQ", b"\xc3\xa9"))
        assert read_answer(connection).status == 400


def log_of(server: Running, number: str, lines: int) -> list[dict[str, Any]]:
    """What the log says of a request; its last line is written after the answer."""
    own: list[dict[str, Any]] = []
    while len(own) < lines:
        own = [json.loads(line) for line in server.log.read_text().splitlines() if number in line]
    return own


def test_log_has_a_line_for_each_request_and_nothing_personal(server: Running) -> None:
    answer = ask(server, "/test/fail/hunter2?q=hunter3", Cookie="pindesk_customer=hunter4", User_Agent="hunter5")
    error, request = log_of(server, answer.headers["x-request-id"], 2)
    text = server.log.read_text()
    assert (request["method"], request["route"], request["status"]) == ("GET", "/test/fail/<str:word>", 500)
    assert request["audience"] == "customer"
    assert request["ms"] >= 0
    assert error["error"] == "builtins.ValueError"
    assert any("served_urls.py" in place and place.endswith("fail") for place in error["places"])
    assert "hunter" not in text
    assert "alice" not in text


def test_static_file_is_kept_for_ever_under_its_version(server: Running) -> None:
    page = ask(server, "/nothing-here").body.decode()
    start = page.index("/static/")
    address = page[start : page.index('"', start)]
    answer = ask(server, address)
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    assert ask(server, address, If_None_Match=answer.headers["etag"]).status == 304
    old = ask(server, "/static/0123456789/" + address.split("/", 3)[3])
    assert (old.body, old.headers["cache-control"]) == (answer.body, "no-cache")


PROXIED = {
    "type": "http",
    "client": ("10.0.0.7", 1),
    "server": ("10.0.0.1", 8000),
    "scheme": "http",
    "headers": [
        (b"host", b"support.example.com"),
        (b"x-forwarded-for", b"198.51.100.1, 203.0.113.9, 10.0.0.8"),
        (b"x_forwarded_for", b"127.0.0.1"),
        (b"accept", b"*/*"),
    ],
}


def test_visitor_behind_a_trusted_proxy_is_the_last_stranger() -> None:
    scope = dict(PROXIED)
    assert Addresses("https://support.example.com", ("10.0.0.0/8",), "0.0.0.0").believe(scope)  # noqa: S104
    assert scope["client"] == ("203.0.113.9", 0)
    assert scope["scheme"] == "https"
    assert scope["headers"] == [(b"host", b"support.example.com"), (b"accept", b"*/*")]


@pytest.mark.parametrize(
    ("lines", "client"),
    [
        (["203.0.113.9"], "203.0.113.9"),
        (["203.0.113.9:51234"], "203.0.113.9"),
        (["[2001:db8::9]:51234"], "2001:db8::9"),
        (["[2001:db8::9]"], "2001:db8::9"),
        (["2001:db8::9"], "2001:db8::9"),
        (["::ffff:203.0.113.9"], "203.0.113.9"),
        (["198.51.100.1", "203.0.113.9"], "203.0.113.9"),
        (["198.51.100.1, 203.0.113.9", "10.0.0.8"], "203.0.113.9"),
        (["198.51.100.1, 203.0.113.9, 10.0.0.8, 10.0.0.9"], "203.0.113.9"),
        (["203.0.113.9, 10.0.0.8", "198.51.100.1"], "198.51.100.1"),
        (["203.0.113.9, unknown"], "10.0.0.7"),
        (["203.0.113.9, unknown, 10.0.0.8"], "10.0.0.8"),
        (["203.0.113.9, , 10.0.0.8"], "10.0.0.8"),
        (["_hidden, 10.0.0.8"], "10.0.0.8"),
        (["10.0.0.9, 10.0.0.8"], "10.0.0.9"),
        ([""], "10.0.0.7"),
        ([], "10.0.0.7"),
    ],
)
def test_only_what_proxies_of_ours_say_of_a_visitor_is_believed(lines: list[str], client: str) -> None:
    forwarded = [(b"x-forwarded-for", line.encode()) for line in lines]
    scope = {**PROXIED, "headers": [(b"host", b"support.example.com"), *forwarded]}
    assert Addresses("https://support.example.com", ("10.0.0.0/8",), "0.0.0.0").believe(scope)  # noqa: S104
    assert scope["client"] == (client, 0)


@pytest.mark.parametrize(("proxies", "is_local"), [((), True), (("10.0.0.0/8",), True), (("127.0.0.0/8",), False)])
def test_proxy_on_this_machine_is_not_this_machine(proxies: tuple[str, ...], is_local: bool) -> None:
    scope = {**PROXIED, "client": ("127.0.0.1", 1), "headers": [(b"host", b"localhost")]}
    assert Addresses("", proxies, "127.0.0.1").is_local(scope) is is_local


def test_public_address_is_the_only_host_when_it_is_set() -> None:
    scope = {**PROXIED, "headers": [(b"host", b"127.0.0.1:8000")]}
    assert not Addresses("https://support.example.com", (), "127.0.0.1").believe(scope)
    assert scope["headers"] == [(b"host", b"support.example.com")]


def test_address_that_the_visitor_connected_to_is_ours_without_a_public_one() -> None:
    assert Addresses("", (), "0.0.0.0").believe({**PROXIED, "headers": [(b"host", b"10.0.0.1:8000")]})  # noqa: S104
    assert not Addresses("", (), "0.0.0.0").believe({**PROXIED, "headers": [(b"host", b"10.0.0.2:8000")]})  # noqa: S104


def test_name_of_a_proxy_that_is_no_address_is_refused() -> None:
    with pytest.raises(Refused, match="PINDESK_TRUSTED_PROXIES"):
        Addresses("", ("proxy.internal",), "127.0.0.1")


def test_server_behind_a_proxy_with_tls_speaks_of_its_public_address(tmp_path: Path) -> None:
    env = {
        "PINDESK_URL": "https://support.example.com",
        "PINDESK_TRUSTED_PROXIES": "127.0.0.1",
        "PINDESK_METRICS": "abc",
    }
    with running_server(tmp_path / "data", {**UNDER_TEST, **env}) as server:
        forwarded = {"Host": "support.example.com", "X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "http"}
        answer = ask(server, "/test/echo", **forwarded)
        assert answer.json()["address"] == "https://support.example.com/test/echo"
        assert answer.json()["client"] == "203.0.113.9"
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert ask(server, "/test/echo").status == 400, "the loopback name is not the public one"
        assert ask(server, "/metrics", **forwarded).status == 404
        assert ask(server, "/metrics", **forwarded, Authorization="Bearer abd").status == 404
        assert ask(server, "/metrics", **forwarded, Authorization="Bearer abc").status == 200
        origin = {"Sec_Fetch_Site": "", "Origin": "https://support.example.com"}
        signed_in = ask(server, "/test/agent", "POST", b"x", Host="support.example.com", **origin)
        assert "; Secure" in signed_in.headers["set-cookie"]
        assert (
            ask(
                server, "/test/write", "POST", b"x", Host="support.example.com", Sec_Fetch_Site="", Origin=server.url
            ).status
            == 403
        )


def test_low_limit_of_open_files_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    raised: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: raised.append(limits))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 4096))
    assert "ulimit -n" in (too_few_files() or "")
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 1_048_576))
    assert too_few_files() is None
    assert raised == [(4096, 4096), (12_000, 1_048_576)]
