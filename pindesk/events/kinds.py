"""The kinds of events: frozen dataclasses that the owning apps register under a name like `ticket.replied`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from pindesk.events.errors import BadEvent

LONGEST_TEXT = 200

_NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+", re.ASCII)
_classes: dict[str, type] = {}
_names: dict[type, str] = {}

T = TypeVar("T")


def kind(name: str) -> Callable[[type[T]], type[T]]:
    """Register a frozen dataclass as what an event of kind `name` carries. Raises BadEvent for a name used twice."""

    def register(cls: type[T]) -> type[T]:
        if not _NAME.fullmatch(name):
            raise BadEvent(f"{name!r} is no kind: name a noun and what happened, like ticket.replied.")
        if name in _classes:
            raise BadEvent(f"The kind {name} is registered twice.")
        if not (is_dataclass(cls) and cls.__dataclass_params__.frozen):  # type: ignore[attr-defined]
            raise BadEvent(f"{cls.__name__} is not a frozen dataclass.")
        _classes[name] = cls
        _names[cls] = name
        return cls

    return register


def name_of(cls: type) -> str:
    """The name under which a class is registered. Raises BadEvent when it is not."""
    try:
        return _names[cls]
    except KeyError:
        raise BadEvent(f"{cls.__name__} is not registered as a kind of event.") from None


def pack(value: Any) -> tuple[str, dict[str, Any]]:
    """The kind and the plain values of an event.

    Raises BadEvent for anything but numbers, flags, None and text of at most 200 characters: the log holds keys and
    codes, and never the words of a message.
    """
    name = name_of(type(value))
    data = {field.name: getattr(value, field.name) for field in fields(value)}
    for key, item in data.items():
        if not (item is None or isinstance(item, (bool, int, str))):
            raise BadEvent(f"{name}.{key} is of type {type(item).__name__}; an event carries keys, codes and numbers.")
        if isinstance(item, str) and len(item) > LONGEST_TEXT:
            raise BadEvent(f"{name}.{key} has {len(item)} characters; an event carries no message text.")
    return name, data


def unpack(name: str, data: dict[str, Any]) -> Any:
    """The typed value of a stored event. Raises BadEvent for an unknown kind or field."""
    try:
        return _classes[name](**data)
    except KeyError:
        raise BadEvent(f"The kind {name} is not registered.") from None
    except TypeError as error:
        raise BadEvent(f"A stored {name} does not fit its kind: {error}") from error
