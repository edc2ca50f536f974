"""Ticket numbers begin at 1001, so that the first customers are not told that they are the first."""

from django.db import migrations

FIRST = 1001


def begin_at_1001(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE tickets_ticket ALTER COLUMN number RESTART WITH {FIRST}")
    else:
        schema_editor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('tickets_ticket', %s)", [FIRST - 1])


class Migration(migrations.Migration):
    dependencies = [("tickets", "0001_initial")]
    operations = [migrations.RunPython(begin_at_1001, migrations.RunPython.noop, elidable=False)]
