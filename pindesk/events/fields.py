"""The column that says which database transaction wrote an event."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class CurrentTransaction(models.Func):
    """The running transaction on PostgreSQL; 0 on SQLite, where writers queue and ids are in the order of commits."""

    template = "0"
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="pg_current_xact_id()", **context)


class TransactionIdField(models.BigIntegerField):
    """A transaction id that never wraps round: `xid8` on PostgreSQL. Filled by the database, never by Python."""

    def __init__(self, **options: Any) -> None:
        options["db_default"] = CurrentTransaction()
        options["editable"] = False
        super().__init__(**options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        del options["db_default"], options["editable"]
        return name, path, args, options

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "xid8" if connection.vendor == "postgresql" else super().db_type(connection)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> int:
        return int(value)
