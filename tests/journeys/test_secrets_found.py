"""What the browser takes for a secret before a file leaves it, and what it does not; in Chromium, as people run it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pindesk.ui import assets
from tests.browser import visit
from tests.server import Running

FIND = """async ([module, text]) => {
    const { find, without } = await import(module);
    const found = find(text);
    const shown = found.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);
    return { found: shown, kept: without(text, found) };
}"""
CLEAN = """async ([module, packed]) => {
    const { clean } = await import(module);
    const bytes = Uint8Array.from(packed);
    const answer = await clean(new File([bytes], "some.file"));
    const kept = answer?.clean ? [...new Uint8Array(await answer.clean.arrayBuffer())] : null;
    return answer && { found: answer.found, kept };
}"""
SECRETS = [
    ("Cookie: session=abc123; theme=dark", ["cookie: abc123", "cookie: dark"]),
    ("Set-Cookie: sid=9f8e7d; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT", ["cookie: 9f8e7d"]),
    ("Set-Cookie: a=1x; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT, b=2y; Path=/", ["cookie: 1x", "cookie: 2y"]),
    ("curl -H 'Cookie: a=b1; c=d2' https://x.test", ["cookie: b1", "cookie: d2"]),
    ('{"Cookie": "a=b1; c=d2", "Accept": "x"}', ["cookie: b1", "cookie: d2"]),
    (r'{\"Cookie\": \"a=b1; c=d2\", \"Accept\": \"x\"}', ["cookie: b1", "cookie: d2"]),
    ('{"name": "Cookie", "value": "a=b1"}', ["cookie: b1"]),
    ("Authorization: Bearer abc123def456ghi7", ["token: abc123def456ghi7"]),
    ("authorization: Basic dXNlcjpwYXNzd29yZA==", ["token: dXNlcjpwYXNzd29yZA=="]),
    ('Authorization: Digest username="bob", response="6629fae4"', ['token: username="bob", response="6629fae4"']),
    ("sent with bearer eyabc.def12345678", ["token: eyabc.def12345678"]),
    ("GET /?t=eyJhbGciOiJub25lIn0.eyJzdWIiOjEyfQ.s-1 HTTP/1.1", ["token: eyJhbGciOiJub25lIn0.eyJzdWIiOjEyfQ.s-1"]),
    ("key sk_live_51HxYzAbCdEfGh used", ["key: sk_live_51HxYzAbCdEfGh"]),
    ("ghp_abcdefghijklmnopqrstuvwxyz0123456789", ["key: ghp_abcdefghijklmnopqrstuvwxyz0123456789"]),
    ("AKIAIOSFODNN7EXAMPLE", ["key: AKIAIOSFODNN7EXAMPLE"]),
    ("xoxb-123456789012-abcdefABCDEF", ["key: xoxb-123456789012-abcdefABCDEF"]),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----", ["key: MIIEpAIBAAKCAQEA\n"]),
    (r"x: -----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----", [r"key: \nMIIEvQIBADANBgkq\n"]),
    ('{"password":"hunter2"}', ["password: hunter2"]),
    (r'{"password":"hun\"ter 2"}', [r"password: hun\"ter 2"]),
    (r'{\"password\":\"hunter2\",\"a\":1}', ["password: hunter2"]),
    ("DB_PASSWORD=s3cr3t!", ["password: s3cr3t!"]),
    ("password: hunter\n", ["password: hunter"]),
    ("user=bob&password=hun%20ter&next=1", ["password: hun%20ter"]),
    ("user[password]=abcdef&x=1", ["password: abcdef"]),
    ("newPassword=abcdef", ["password: abcdef"]),
    ("Passwort: Sommer2026", ["password: Sommer2026"]),
    ("mot de passe : azerty12", ["password: azerty12"]),
    ("contraseña=abcd", ["password: abcd"]),
    ("https://bob:s3cret@db.example.com/x", ["password: s3cret"]),
    ("https%3A%2F%2Fx%3Fpassword%3Dhunter22%26a%3Db", ["password: hunter22"]),
    ("client_secret=9a8b7c6d5e4f", ["password: 9a8b7c6d5e4f"]),
    ("refresh_token=abc123def456", ["token: abc123def456"]),
    ("JSESSIONID=1A2B3C4D5E6F", ["token: 1A2B3C4D5E6F"]),
    ("SAMLResponse=PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw", ["token: PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw"]),
    ("GET /callback?code=4P7q7W91aBcD&state=xyz12345AB HTTP/1.1", ["token: 4P7q7W91aBcD", "token: xyz12345AB"]),
    ("X-Api-Key: 1234abcd5678efgh\n", ["key: 1234abcd5678efgh"]),
    ("Support PIN: 123 456", ["password: 123 456"]),
    ("Meine PIN lautet 123456.", ["password: 123456"]),
    ("Card 4242 4242 4242 4242 exp 12/27", ["card: 4242 4242 4242 4242"]),
    ("Card 4242-4242-4242-4242", ["card: 4242-4242-4242-4242"]),
    ("card_number=4242424242424242", ["card: 4242424242424242"]),
    ("Kartennummer: 5555555555554444", ["card: 5555555555554444"]),
    ("Amex 3782 822463 10005", ["card: 3782 822463 10005"]),
    ('"cvc": "123"', ["card: 123"]),
]  # fmt: skip
HARMLESS = [
    "Order 4242424242424242 was sent",
    "Bestellnummer: 4242424242424242",
    '"order_id": 4242424242424242',
    "tracking 4242 4242 4242 4242 4242 42",
    "4242 4242 4242 4243",
    "1234 5678 9012 3456",
    "Phone +49 30 901820 1234567",
    "tel. 0171 4242 4242 42",
    "IBAN DE89 3704 0044 0532 0130 00",
    "1700000000000 1700000000000000",
    "550e8400-e29b-41d4-a716-446655440000",
    "d41d8cd98f00b204e9800998ecf8427e",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    'ETag: "33a64df551425fcc55e4d42a148795d9f25f89d4"',
    "x-request-id: 7d5d747be160e280504c099d984bcfe0",
    "The token is missing. Ask for a new token: see the manual.",
    "max tokens: 4096",
    '"token_type": "bearer"',
    "Your password: please change it every year",
    "Ihr Passwort: bitte ändern Sie es regelmäßig",
    "Das Passwort ist falsch, der Schlüssel fehlt.",
    "Cookie: please accept all cookies",
    "password=null&token=undefined",
    '"password": "********"',
    '"password": ""',
    '"forgot_password": "Forgot your password?"',
    "password: this.form.password,",
    "Password reset: failed",
    "Authorization: required for this page",
    "Authorization: Basic access authentication",
    "compass: north",
    "bypass=true",
    "secretary: Bob",
    "GET /shop?code=SUMMER2026SALE",
    "error code=12345678",
    "signature: Kind regards",
    "ping 192.168.100.200 spinning 123456",
    "PIN was reset on 2026-11-26",
    "Cookie: session=[removed: cookie]",
]
MEGABYTE = 1024 * 1024
# Texts that make patterns slow which go back and try again.
STUBBORN = [
    "a", "4", " ", '"', "\\", "=", "\n", "_", ".", "4242 ", "a-", "&a", "eyJaaaaaaaa.", "-----BEGIN PRIVATE KEY-----",
    "password", "password=", 'password="', "password=\\\\", "password=a))))", "Cookie: a=b; ", "cookie:", "?code=",
    "set-cookie: path=,a", "authorization: digest a=", '"name":"token","value":', "bearer ", "://a:", "PIN ",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(demo: Running, browser: Browser) -> Iterator[Page]:
    one = visit(browser, demo.url)
    one.goto("/en/")
    yield one.page
    one.context.close()


def look(page: Page, text: str) -> dict[str, Any]:
    return page.evaluate(FIND, [assets.address("ui/secrets.js"), text])


def clean(page: Page, content: bytes) -> Any:
    return page.evaluate(CLEAN, [assets.address("ui/secrets_file.js"), list(content)])


@pytest.mark.parametrize(("text", "secrets"), SECRETS, ids=[text[:30] for text, _ in SECRETS])
def test_a_secret_is_found(page: Page, text: str, secrets: list[str]) -> None:
    found = look(page, text)
    assert found["found"] == secrets
    assert look(page, found["kept"])["found"] == []


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_stays(page: Page, text: str) -> None:
    assert look(page, text)["found"] == []


def test_no_text_keeps_the_search_from_its_end(page: Page) -> None:
    """Ten megabytes of each, by the worker; with a pattern that tries again and again one alone would take hours."""
    script = """async ([module, texts, count]) => {
        const worker = new Worker(module, { type: "module" });
        const answer = (text) => new Promise((resolve, reject) => {
            setTimeout(reject, 120_000, new Error(text));
            worker.onmessage = ({ data }) => resolve(data);
            worker.onerror = () => reject(new Error("no worker"));
            worker.postMessage(new File([text.repeat(count / text.length)], "a.log"));
        });
        const found = [];
        for (const text of texts) found.push(await answer(text));
        return found.map((one) => one.found);
    }"""
    found = page.evaluate(script, [assets.address("ui/secrets_worker.js"), STUBBORN, 10 * MEGABYTE])
    assert len(found) == len(STUBBORN)
    assert found[0] == {}


def test_the_rest_of_a_log_stays_byte_for_byte(page: Page) -> None:
    before = "\ufeffMüller 😀\r\npassword=".encode()
    after = "\r\nrest – ok\r\r\n\n".encode() + b"\xe4\x81\xff"  # the end is no UTF-8
    assert bytes(clean(page, before + b"hunter2" + after)["kept"]) == before + b"[removed: password]" + after


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_log_of_windows_is_read(page: Page, encoding: str) -> None:
    text = "\ufeffPasswort: Sommer2026\r\nändern 😀\r\n"
    kept = bytes(clean(page, text.encode(encoding))["kept"])
    assert kept == text.replace("Sommer2026", "[removed: password]").encode(encoding)


@pytest.mark.parametrize("shift", [0, 3, 9, 14, 20])
@pytest.mark.parametrize("filling", ["a line\n", "x", "ä"])
def test_nothing_is_missed_where_pieces_meet(page: Page, filling: str, shift: int) -> None:
    filled = filling * (MEGABYTE // len(filling.encode()) + 1)
    text = filled.encode()[: MEGABYTE - shift - 4].decode(errors="ignore")
    text += f" password=hunter22 {filled[:1000]}"
    script = """async ([module, text]) => {
        const { clean } = await import(module);
        return (await clean(new File([text], "a.log"))).clean.text();
    }"""
    kept = page.evaluate(script, [assets.address("ui/secrets_file.js"), text])
    assert kept == text.replace("hunter22", "[removed: password]")


@pytest.mark.parametrize("content", [b"%PDF-1.7 password=abc123", b"PK\x03\x04 password=abc123", bytes(range(256)) * 9])
def test_what_is_no_text_is_left_alone(page: Page, content: bytes) -> None:
    assert clean(page, content) is None


def test_a_har_stays_one_without_its_secrets(page: Page) -> None:
    har = {
        "log": {
            "version": "1.2",
            "entries": [
                {
                    "request": {
                        "method": "POST",
                        "url": "https://x.test/login?access_token=abc123def456",
                        "headers": [
                            {"name": "cookie", "value": "session=s3cr3tA; theme=dark"},
                            {"name": "Authorization", "value": "Bearer abcdefgh12345678"},
                            {"name": "Accept", "value": "*/*"},
                        ],
                        "cookies": [{"name": "session", "value": "s3cr3tA"}],
                        "queryString": [{"name": "access_token", "value": "abc123def456"}],
                        "postData": {"params": [{"name": "password", "value": "hunter2"}], "text": "password=hunter2"},
                    },
                    "response": {
                        "status": 200,
                        "headers": [{"name": "Set-Cookie", "value": "a=1xyz; Path=/\nb=2xyz; HttpOnly"}],
                        "cookies": [{"name": "a", "value": "1xyz"}],
                        "content": {
                            "mimeType": "application/json",
                            "encoding": "base64",
                            "text": "eyJ0b2tlbiI6ImFiY2QxMjM0ZWZnaCJ9",  # {"token":"abcd1234efgh"}
                        },
                    },
                },
                {"request": {"method": "GET", "url": "https://x.test/campaigns", "headers": []}, "response": {}},
            ],
        }
    }
    answer = clean(page, json.dumps(har, indent=2).encode())
    kept = json.loads(bytes(answer["kept"]))
    assert len(kept["log"]["entries"]) == 2
    assert kept["log"]["entries"][1] == har["log"]["entries"][1]  # type: ignore[index]
    request, response = (kept["log"]["entries"][0][side] for side in ("request", "response"))
    assert request["headers"][0]["value"] == "session=[removed: cookie]; theme=[removed: cookie]"
    assert response["headers"][0]["value"] == "a=[removed: cookie]; Path=/\nb=[removed: cookie]; HttpOnly"
    assert request["headers"][2]["value"] == "*/*" and response["status"] == 200
    text = json.dumps(kept)
    for secret in ("s3cr3tA", "dark", "abcdefgh1", "abc123", "hunter2", "1xyz", "2xyz", "eyJ0b2tlbiI6ImFiY2Qx"):
        assert secret not in text, secret
    assert {kind: about["count"] for kind, about in answer["found"].items()} == {"cookie": 4, "token": 3, "password": 1}
    shown = json.dumps(answer["found"])
    assert "Cookie" in shown.title() and "s3cr3tA" not in shown and "hunter2" not in shown


def test_a_number_in_json_becomes_a_string(page: Page) -> None:
    kept = bytes(clean(page, b'{"card": 4242424242424242, "order_id": 4242424242424242}')["kept"])
    assert json.loads(kept) == {"card": "[removed: card]", "order_id": 4242424242424242}
