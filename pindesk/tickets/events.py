"""The kinds of events that tickets record. No text of a message is ever in them."""

from dataclasses import dataclass

from pindesk.events.kinds import kind


@kind("ticket.opened")
@dataclass(frozen=True, slots=True)
class TicketOpened:
    message: int
    topic: str
    promise_seconds: int | None
    follows: int | None


@kind("ticket.replied")
@dataclass(frozen=True, slots=True)
class TicketReplied:
    message: int
    is_from_agent: bool
    is_first: bool  # the first reply of ours
    status: str  # the status after it


@kind("ticket.note_added")
@dataclass(frozen=True, slots=True)
class NoteAdded:
    message: int


@kind("ticket.status_changed")
@dataclass(frozen=True, slots=True)
class StatusChanged:
    old: str
    new: str


@kind("ticket.solved")
@dataclass(frozen=True, slots=True)
class TicketSolved:
    is_by_customer: bool


@kind("ticket.reopened")
@dataclass(frozen=True, slots=True)
class TicketReopened:
    is_by_customer: bool


@kind("ticket.closed")
@dataclass(frozen=True, slots=True)
class TicketClosedEvent:
    pass


@kind("ticket.assigned")
@dataclass(frozen=True, slots=True)
class TicketAssigned:
    old: int | None
    new: int | None


@kind("ticket.moved_to_team")
@dataclass(frozen=True, slots=True)
class MovedToTeam:
    old: int | None
    new: int | None


@kind("ticket.topic_changed")
@dataclass(frozen=True, slots=True)
class TopicChanged:
    old: str
    new: str


@kind("ticket.priority_changed")
@dataclass(frozen=True, slots=True)
class PriorityChanged:
    old: str
    new: str


@kind("ticket.copied")
@dataclass(frozen=True, slots=True)
class TicketCopied:
    person: int  # who follows the ticket from now on


@kind("ticket.copy_removed")
@dataclass(frozen=True, slots=True)
class CopyRemoved:
    person: int


@kind("ticket.rated")
@dataclass(frozen=True, slots=True)
class TicketRated:
    score: str
    old: str | None  # the score before, where it was rated already


@kind("ticket.promise_shortened")
@dataclass(frozen=True, slots=True)
class PromiseShortened:
    promise_seconds: int  # by the plan that the account has from now on
