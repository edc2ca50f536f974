"""Foreign keys go down the layers only, as the import contract has them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Field, Model

CONTRACT = Path(__file__).parent.parent / "pyproject.toml"
PACKAGE = "pindesk."


def depths() -> dict[str, int]:
    """The layer of each app, counted from the top."""
    layers = tomllib.loads(CONTRACT.read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
    return {name.strip(" ()"): depth for depth, names in enumerate(layers) for name in names.split("|")}


def own_app(model: type[Model]) -> str | None:
    """The app of a model of ours."""
    module = model.__module__
    return module.removeprefix(PACKAGE).split(".")[0] if module.startswith(PACKAGE) else None


def links() -> Iterator[tuple[type[Model], Field, type[Model]]]:
    """Every forward relation of our tables: to one, to many, and those of the tables between."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if own_app(model) and field.is_relation and field.concrete and isinstance(field.related_model, type):
                yield model, field, field.related_model


def goes_down(source: str, target: str) -> bool:
    depth = depths()
    return source == target or depth[source] < depth[target]


def test_every_app_with_tables_has_a_layer() -> None:
    assert {own_app(model) for model in apps.get_models()} - {None} <= set(depths())


def test_foreign_keys_go_down_the_layers() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {target._meta.label}"
        for model, field, target in links()
        if own_app(target) and not goes_down(str(own_app(model)), str(own_app(target)))
    ]
    assert not wrong


def test_the_walk_sees_the_links_there_are() -> None:
    seen = {(model._meta.label, field.name) for model, field, _ in links()}
    assert {("tickets.Ticket", "requester"), ("accounts.Agent", "teams"), ("availability.Topic", "team")} <= seen


def test_a_link_up_or_beside_would_be_refused() -> None:
    assert not goes_down("accounts", "tickets")
    assert not goes_down("plans", "hours")
    assert goes_down("tickets", "accounts")
