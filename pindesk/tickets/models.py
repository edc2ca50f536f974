"""Tickets, their messages and participants, and drafts of what is being written."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pindesk.accounts.models import Account, Agent, Language, Person, Team
from pindesk.availability.models import Topic
from pindesk.files.models import StoredFile
from pindesk.lib import clock


class Status(models.TextChoices):
    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    ON_HOLD = "on_hold"
    SOLVED = "solved"
    CLOSED = "closed"


ON_US = (Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD)
OPEN = (*ON_US, Status.WAITING)


class Priority(models.TextChoices):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Origin(models.TextChoices):
    PORTAL = "portal"
    WORKSPACE = "workspace"
    MAIL = "mail"
    CHAT = "chat"
    PHONE = "phone"
    API = "api"


class TicketQuerySet(models.QuerySet["Ticket"]):
    def waiting_on_us(self) -> TicketQuerySet:
        """Those whose next reply is ours to give; they have a due time."""
        return self.filter(next_due_at__isnull=False)

    def open(self) -> TicketQuerySet:
        return self.filter(status__in=OPEN)


class Ticket(models.Model):
    """One question of one person, until it is solved."""

    number = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="tickets")
    requester = models.ForeignKey(Person, models.PROTECT, related_name="requested_tickets")
    subject = models.CharField(max_length=200)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="tickets")
    language = models.CharField(max_length=5, choices=Language)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PORTAL)
    status = models.CharField(max_length=12, choices=Status, default=Status.RECEIVED)
    priority = models.CharField(max_length=8, choices=Priority, default=Priority.NORMAL)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="tickets")
    assignee = models.ForeignKey(Agent, models.SET_NULL, null=True, blank=True, related_name="tickets")
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    promise_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="Elapsed seconds to each reply of ours."
    )
    first_reply_due_at = models.DateTimeField(null=True, blank=True)
    first_replied_at = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(
        null=True, blank=True, help_text="When our next reply is due; null: not our turn."
    )
    solved_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    fields = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    customer_updated_at = models.DateTimeField(
        default=clock.now, help_text="When something last moved that the customer may know of."
    )
    last_reply_at = models.DateTimeField(null=True, blank=True)
    last_reply_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    is_last_reply_from_agent = models.BooleanField(default=False)
    articles_read = models.JSONField(
        default=list, blank=True, help_text="Numbers of the articles that the requester read before they wrote."
    )

    objects = TicketQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_due_at", "number"], condition=Q(next_due_at__isnull=False), name="tickets_due"),
            models.Index(fields=["assignee", "next_due_at"], name="tickets_assignee_due"),
            models.Index(fields=["team", "next_due_at"], name="tickets_team_due"),
            models.Index(fields=["status", "-updated_at"], name="tickets_status_moved"),
            models.Index(fields=["requester", "-customer_updated_at"], name="tickets_requester_seen"),
            models.Index(fields=["account", "-updated_at"], name="tickets_account_moved"),
            models.Index(fields=["account", "-customer_updated_at"], name="tickets_account_seen"),
            models.Index(fields=["account"], condition=Q(closed_at__isnull=True), name="tickets_account_living"),
            models.Index(fields=["solved_at"], condition=Q(status="solved"), name="tickets_solved"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def key(self) -> str:
        """The subject of its events and the topic that pages listen to."""
        return f"ticket:{self.number}"

    @property
    def promise(self) -> timedelta | None:
        return None if self.promise_seconds is None else timedelta(seconds=self.promise_seconds)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED


class Participant(models.Model):
    """Somebody who follows a ticket: who asked, and who is copied."""

    class Role(models.TextChoices):
        REQUESTER = "requester"
        COPY = "copy"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=10, choices=Role)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reply_key = models.CharField(
        max_length=32, unique=True, help_text="Part of the address that this person's mails are answered to."
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["ticket", "person"], name="tickets_one_participation")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.ticket_id}"


class Message(models.Model):
    """What somebody wrote in a ticket: a reply, an internal note, or a mail that is held back."""

    class Kind(models.TextChoices):
        REPLY = "reply"
        NOTE = "note"
        FLAGGED = "flagged"

    class Format(models.TextChoices):
        MARKDOWN = "markdown"
        TEXT = "text"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    is_from_agent = models.BooleanField(default=False)
    address = models.CharField(
        max_length=254, blank=True, help_text="The outside address, where the author is no person here."
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.REPLY)
    via = models.CharField(max_length=10, choices=Origin, default=Origin.PORTAL)
    body = models.TextField()
    format = models.CharField(max_length=8, choices=Format, default=Format.MARKDOWN)
    language = models.CharField(max_length=5, choices=Language, blank=True)
    client_id = models.CharField(
        max_length=36, blank=True, help_text="The browser's own name for it, so that it is kept once."
    )
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ticket", "created_at", "id"], name="tickets_message_order")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "client_id"], condition=~Q(client_id=""), name="tickets_message_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Attachment(models.Model):
    """A file of a message. Who may read the message may fetch it; its address names its `key`, which nobody guesses."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=22, unique=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", help_text="The bytes as they were sent.")
    preview = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", help_text="A picture of it, made by us."
    )
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    bytes = models.PositiveBigIntegerField()
    secrets = models.JSONField(
        default=dict, blank=True, help_text="What its sender's browser found in it, by kind: how many, and if removed."
    )
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """Until when a customer has seen a ticket: a later reply of somebody else is unread."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="readings")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "ticket"], name="tickets_one_reading")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.ticket_id}"


class Wording(models.Model):
    """What a customer's search looks through: subject and replies of a ticket, folded; never an internal note."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, primary_key=True, related_name="wording")
    text = models.TextField()

    def __str__(self) -> str:
        return f"wording of {self.ticket_id}"


class Rating(models.Model):
    """What a customer says of how a solved ticket was answered; the last word holds."""

    class Score(models.TextChoices):
        GOOD = "good"
        BAD = "bad"

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="rating")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", help_text="Who rated.")
    agent = models.ForeignKey(
        Agent, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Who is rated."
    )
    score = models.CharField(max_length=4, choices=Score)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.score} for {self.ticket_id}"


class Draft(models.Model):
    """What a person has typed into a form and not sent: one per person and form."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=40, help_text="`ticket`, `reply:1042`, an agent's `answer:1042`, ...")
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "form"], name="tickets_one_draft")]

    def __str__(self) -> str:
        return self.form
