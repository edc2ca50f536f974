"""Listens to allauth's signals, so that a change of a second factor ends sessions and is recorded."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "pindesk.accounts"

    def ready(self) -> None:
        from pindesk.accounts import second_factors

        second_factors.listen()
