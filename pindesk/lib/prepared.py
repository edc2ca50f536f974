"""Queries of hot pages, built once: Django takes longer to write such an SQL statement than SQLite to answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

MOST = 2**63 - 1

# What stands for a value while the statement is written: unlike any constant that a query of ours has.
_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: -1_900_000_000 - place,
    str: lambda place: f"\x01mark {place}",
    datetime: lambda place: datetime(1901, 1, 1, 0, 0, place, tzinfo=UTC),
}

M = TypeVar("M", bound=Model)
Converter = Callable[[Any, Any, Any], Any]


class _Statement(NamedTuple):
    """The SQL, what each of its values is (a name, or None and a constant), and what turns columns into Python."""

    sql: str
    values: tuple[tuple[str | None, Any], ...]
    converters: tuple[tuple[int, tuple[Converter, ...], Any], ...]


class Prepared:
    """A `values_list` queryset whose SQL is written at its first use, for either database.

    `build` gets one keyword argument for each of `kinds` (int, str or datetime) and returns the queryset. It must put
    each value into the query as it is, to be equal or compared, and may not decide by it: it is called once, with
    stand-ins. Rows are tuples in the order of the `values_list`, converted as Django converts them.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._build, self._kinds = build, kinds
        self._statements: dict[str, _Statement] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """Every row for these values, in one query; none, without asking, for a number that no column can hold."""
        if any(isinstance(value, int) and not -MOST - 1 <= value <= MOST for value in values.values()):
            return []
        statement = self._statement()
        adapted = [constant if name is None else _adapted(values[name]) for name, constant in statement.values]
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, adapted)
            found = cursor.fetchall()
        return [_converted(row, statement) for row in found] if statement.converters else list(map(tuple, found))

    def first(self, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or None. The queryset says itself how many rows it fetches at most."""
        return next(iter(self.rows(**values)), None)

    def _statement(self) -> _Statement:
        if connection.vendor not in self._statements:
            self._statements[connection.vendor] = self._write()
        return self._statements[connection.vendor]

    def _write(self) -> _Statement:
        marks = {name: _MARKS[kind](place) for place, (name, kind) in enumerate(self._kinds.items())}
        compiler = self._build(**marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        names = {_adapted(mark): name for name, mark in marks.items()}
        values = tuple((names.get(value), value) if _is_plain(value) else (None, value) for value in params)
        missing = set(marks) - {name for name, _ in values}
        assert not missing, f"these values do not stand in the query as they are: {sorted(missing)}"
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return _Statement(
            sql, values, tuple((place, tuple(steps), column) for place, (steps, column) in converters.items())
        )


def _is_plain(value: Any) -> bool:
    return isinstance(value, int | str | datetime) and not isinstance(value, bool)


def _adapted(value: Any) -> Any:
    """A value as the database takes it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _converted(row: tuple[Any, ...], statement: _Statement) -> tuple[Any, ...]:
    values = list(row)
    for place, steps, column in statement.converters:
        for step in steps:
            values[place] = step(values[place], column, connection)
    return tuple(values)


def columns(model: type[Model], prefix: str = "") -> tuple[str, ...]:
    """The names of all columns of a table for `values_list`, seen through a relation such as `person__`."""
    return tuple(f"{prefix}{field.attname}" for field in model._meta.concrete_fields)


def row_of(model: type[M], values: Sequence[Any]) -> M:
    """The row of a table whose `columns` have these values, as a query for it would give."""
    return model.from_db(connection.alias, [field.attname for field in model._meta.concrete_fields], values)
