"""Programs that ask the API with a token, as the tests see them."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.test import Client

from pindesk.accounts.actions import create_api_token
from pindesk.accounts.models import Agent, Membership

AT = "/api/v2/"


class Program:
    """Signs every request with a token of its owner; `send` and `get` answer what came back, JSON read."""

    def __init__(self, owner: Membership | Agent, secret: str = "") -> None:
        self.owner = owner
        self.secret = secret or create_api_token(owner, name="test")[1]
        self.client = Client(
            enforce_csrf_checks=True, headers={"Authorization": basic(owner.person.email, self.secret)}
        )

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        values: dict[str, Any] = {"headers": headers}
        if body is not None:
            values |= {"data": body, "content_type": "application/json"}
        return getattr(self.client, method.lower())(AT + path.removeprefix("http://127.0.0.1/api/v2/"), **values)

    def get(self, path: str, **query: Any) -> Any:
        response = self.client.get(AT + path.removeprefix("http://127.0.0.1/api/v2/"), query or None)
        assert response.status_code == 200, response.content
        return response.json()

    def send(self, path: str, values: Any, method: str = "post", **headers: str) -> Any:
        """Fails unless it was taken."""
        response = self.ask(method, path, values, **headers)
        assert response.status_code in (200, 201), response.content
        return response.json()

    def status(self, path: str, method: str = "get", body: Any = None) -> int:
        return self.ask(method, path, body).status_code

    def upload(self, content: bytes = b"a,b\n1,2\n", name: str = "rows.csv", token: str = "") -> Any:
        more = f"&token={token}" if token else ""
        response = self.client.post(
            f"{AT}uploads.json?filename={quote(name)}{more}", content, content_type="application/binary"
        )
        assert response.status_code == 201, response.content
        return response.json()["upload"]

    def open(self, subject: str = "It stays", body: str = "Since eight.", **more: Any) -> Any:
        uploads = more.pop("uploads", [])
        values = {"subject": subject, "comment": {"body": body, "uploads": uploads}, **more}
        return self.send("requests.json", {"request": values})["request"]

    def say(self, number: int, body: str, *uploads: str, **more: Any) -> Any:
        values = {"comment": {"body": body, "uploads": list(uploads)}, **more}
        return self.send(f"requests/{number}.json", {"request": values}, "put")["request"]


def basic(email: str, secret: str) -> str:
    return "Basic " + base64.b64encode(f"{email}/token:{secret}".encode()).decode()
