"""Say of every ticket when and by whom it was last answered, what a search looks through, and that all of it is read.

Nobody is greeted by marks on what they have known for long: who follows a ticket has read it until now.
"""

from django.db import migrations, transaction
from django.db.models import OuterRef, Subquery

from pindesk.lib.analysis.folding import fold

AT_ONCE = 500  # tickets in one transaction, so that no writer is held up for long


def fill(apps, schema_editor):
    Ticket, last = apps.get_model("tickets", "Ticket"), 0
    while numbers := list(Ticket.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            fill_last_replies(apps, numbers)
            fill_wordings(apps, numbers)
            fill_readings(apps, numbers)
        last = numbers[-1]


def fill_last_replies(apps, numbers):
    Ticket, Message = apps.get_model("tickets", "Ticket"), apps.get_model("tickets", "Message")
    replies = Message.objects.filter(ticket=OuterRef("pk"), kind="reply").order_by("-created_at", "-id")
    Ticket.objects.filter(pk__in=numbers, messages__kind="reply").update(
        last_reply_at=Subquery(replies.values("created_at")[:1]),
        last_reply_by=Subquery(replies.values("author_id")[:1]),
        is_last_reply_from_agent=Subquery(replies.values("is_from_agent")[:1]),
    )


def fill_wordings(apps, numbers):
    Ticket, Message = apps.get_model("tickets", "Ticket"), apps.get_model("tickets", "Message")
    Wording = apps.get_model("tickets", "Wording")
    texts = {number: [subject] for number, subject in Ticket.objects.filter(pk__in=numbers).values_list("pk", "subject")}
    replies = Message.objects.filter(ticket__in=numbers, kind="reply").order_by("created_at", "id")
    for number, body in replies.values_list("ticket_id", "body").iterator():
        texts[number].append(body)
    Wording.objects.bulk_create(
        (Wording(ticket_id=number, text=fold("\n".join(text), "")) for number, text in texts.items()),
        ignore_conflicts=True,
    )


def fill_readings(apps, numbers):
    """What is closed is never unread, and needs no row."""
    Participant, Reading = apps.get_model("tickets", "Participant"), apps.get_model("tickets", "Reading")
    follow = Participant.objects.filter(
        ticket__in=numbers, ticket__closed_at=None, ticket__last_reply_at__isnull=False
    )
    rows = follow.values_list("ticket_id", "person_id", "ticket__last_reply_at")
    Reading.objects.bulk_create(
        (Reading(ticket_id=ticket, person_id=person, read_at=at) for ticket, person, at in rows), ignore_conflicts=True
    )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("tickets", "0006_wording_and_living_tickets")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=False)]
