"""Ticket numbers still begin at 1001: SQLite counts anew in an empty table that a change of its columns has rebuilt."""

from django.db import migrations

FIRST = 1001


def keep_from_1001(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT MAX(seq) FROM sqlite_sequence WHERE name = 'tickets_ticket'")
        (last,) = cursor.fetchone()
        if (last or 0) < FIRST - 1:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = 'tickets_ticket'")
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('tickets_ticket', %s)", [FIRST - 1])



class Migration(migrations.Migration):
    dependencies = [("tickets", "0004_readings_ratings_and_last_replies")]
    operations = [migrations.RunPython(keep_from_1001, migrations.RunPython.noop, elidable=False)]
