"""A ticket's timeline in the agent's words: messages, notes, and one line for each thing that happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from pindesk.files.rules.findings import Findings
from pindesk.tickets.access import AttachedFile, Choices, Entry
from pindesk.tickets.models import Ticket
from pindesk.ui import formats
from pindesk.ui.attached import ShownFile, secrets_counted, written
from pindesk.workspace.rows import Reader
from pindesk.workspace.words import priority_words, status_words, via_words


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `day` is set where a new day begins. `promise` is met or breached on our first reply, with `early`."""

    kind: str
    at: datetime
    day: str
    by: str
    how: str = ""
    html: Markup = Markup("")
    anchor: str = ""
    promise: str = ""
    early: str = ""
    files: tuple[ShownFile, ...] = ()


class Story:
    """Tells the entries of one ticket."""

    def __init__(self, ticket: Ticket, choices: Choices, reader: Reader) -> None:
        self.ticket, self.choices, self.reader = ticket, choices, reader
        self.vias = via_words()

    def lines(self, entries: Iterable[Entry]) -> Iterator[Line]:
        """The timeline, oldest first."""
        last = None
        for entry in entries:
            happened = Telling(self, entry).sentence() if entry.kind == "event" else Markup("")
            if entry.kind == "event" and not happened:
                continue
            date = entry.at.astimezone(self.reader.zone).date()
            day = "" if date == last else self._day(entry.at)
            last = date
            yield Line("event", entry.at, day, "", html=happened) if happened else self._message(entry, day)

    def topic(self, code: str) -> str:
        """The name of a topic in the reader's language."""
        names = self.choices.topics.get(code, {})
        return names.get(self.reader.language) or names.get("en") or code

    def _day(self, at: datetime) -> str:
        return formats.day_heading(at, self.reader.now, self.reader.zone, self.reader.language)

    def _message(self, entry: Entry, day: str) -> Line:
        base = reverse("workspace:ticket", kwargs={"number": self.ticket.number}) + "files/" if entry.files else ""
        html, files = written(entry.body, entry.format, entry.files, base)
        promise, early = self._kept() if entry.is_first_reply else ("", "")
        return Line(
            kind="customer" if entry.kind == "flagged" else entry.kind,
            at=entry.at,
            day=day,
            by=entry.by or _("Somebody who was erased"),
            how=self._how(entry),
            html=html,
            anchor=f"message-{entry.message}",
            promise=promise,
            early=early,
            files=tuple(_file(file) for file in files),
        )

    def _how(self, entry: Entry) -> str:
        if entry.kind == "note":
            return _("internal note, never sent")
        if entry.kind == "agent":
            return _("to %(name)s") % {"name": self.ticket.requester.name}
        if entry.kind == "flagged":
            return _("held back, not shown to anybody else")
        return self.vias.get(entry.via, "")

    def _kept(self) -> tuple[str, str]:
        """Whether our first reply came in time, and by how much."""
        due, at = self.ticket.first_reply_due_at, self.ticket.first_replied_at
        if due is None or at is None:
            return "", ""
        span = formats.span(abs(due - at), self.reader.language)
        if at <= due:
            return "met", _("first reply, %(span)s early") % {"span": span}
        return "breached", _("first reply, %(span)s late") % {"span": span}


def _file(file: AttachedFile) -> ShownFile:
    """With what its sender's browser says: it is only a claim, but a file that is said to hold secrets is marked."""
    found, note, warning = Findings.of(file.secrets), "", ""
    if found.removed:
        what = {"what": secrets_counted(found.removed)}
        note = _("Removed in the browser before it was sent: %(what)s") % what
    if found.left:
        warning = _("Still in this file: %(what)s. Do not forward it.") % {"what": secrets_counted(found.left)}
    return ShownFile(file.key, file.name, file.bytes, file.preview_id, note, warning)


class Telling:
    """One event in a plain sentence; names are bold."""

    def __init__(self, story: Story, entry: Entry) -> None:
        self.story, self.entry = story, entry
        self.data, self.names = entry.data, story.choices.names

    def sentence(self) -> Markup:
        """Empty for a kind that has nothing to tell."""
        tell = {
            "ticket.opened": self._opened,
            "ticket.assigned": self._assigned,
            "ticket.moved_to_team": self._moved,
            "ticket.topic_changed": self._topic,
            "ticket.priority_changed": self._priority,
            "ticket.status_changed": self._status,
            "ticket.solved": lambda: self._say(_("%(who)s marked it as solved")),
            "ticket.reopened": lambda: self._say(_("%(who)s opened it again")),
            "ticket.copied": self._copied,
            "ticket.copy_removed": self._copy_removed,
            "ticket.rated": self._rated,
            "ticket.promise_shortened": self._promised_sooner,
            "ticket.closed": lambda: self._say(_("Closed, 14 days after it was solved")),
        }.get(self.entry.event)
        return tell() if tell else Markup("")

    def _say(self, words: str, **names: str) -> Markup:
        """The sentence with `who` and the names set in; both words and names are escaped."""
        who = self.entry.by or _("Pindesk")
        bold = {name: Markup('<b dir="auto">{}</b>').format(text) for name, text in {"who": who, **names}.items()}
        return Markup(escape(words)) % bold

    def _opened(self) -> Markup:
        seconds, reader = self.data.get("promise_seconds"), self.story.reader
        if seconds is None:
            return Markup("")
        length = timedelta(seconds=seconds)
        at = self.entry.at
        by = formats.by_short(at + length, at, reader.zone, reader.language)
        return self._say(_("First reply promised %(by)s (%(span)s)"), by=by, span=formats.span(length, reader.language))

    def _promised_sooner(self) -> Markup:
        length = timedelta(seconds=self.data["promise_seconds"])
        words = _("The new plan promises a reply within %(span)s")
        return self._say(words, span=formats.span(length, self.story.reader.language))

    def _assigned(self) -> Markup:
        new, old = self.data["new"], self.data["old"]
        if new is None:
            return self._say(_("%(who)s made it free again"))
        if f"agent:{new}" == self.entry.actor:
            if old is None:
                return self._say(_("%(who)s took it"))
            return self._say(_("%(who)s took it from %(other)s"), other=self._name("agent", old))
        return self._say(_("%(who)s gave it to %(other)s"), other=self._name("agent", new))

    def _moved(self) -> Markup:
        old, new = self.data["old"], self.data["new"]
        if new is None:
            return self._say(_("%(who)s took it out of %(old)s"), old=self._name("team", old))
        if old is None:
            return self._say(_("%(who)s moved it to %(new)s"), new=self._name("team", new))
        return self._say(
            _("%(who)s moved it from %(old)s to %(new)s"), old=self._name("team", old), new=self._name("team", new)
        )

    def _topic(self) -> Markup:
        old, new = self.story.topic(self.data["old"]), self.story.topic(self.data["new"])
        return self._say(_("%(who)s changed the topic from %(old)s to %(new)s"), old=old, new=new)

    def _priority(self) -> Markup:
        words = priority_words()
        return self._say(_("%(who)s set the priority: %(new)s"), new=words[self.data["new"]])

    def _status(self) -> Markup:
        return self._say(_("%(who)s set the status: %(new)s"), new=status_words()[self.data["new"]])

    def _copied(self) -> Markup:
        if self._is_about_themselves():
            return self._say(_("%(who)s follows the ticket now"))
        return self._say(_("%(who)s added %(other)s"), other=self._whom())

    def _copy_removed(self) -> Markup:
        if self._is_about_themselves():
            return self._say(_("%(who)s no longer follows the ticket"))
        return self._say(_("%(who)s removed %(other)s"), other=self._whom())

    def _is_about_themselves(self) -> bool:
        return self.entry.person == self.data["person"]

    def _whom(self) -> str:
        return self.data["name"] or _("somebody who was erased")

    def _rated(self) -> Markup:
        if self.data["old"] == self.data["score"]:
            return self._say(_("%(who)s said more about the answer"))
        if self.data["score"] == "good":
            return self._say(_("%(who)s said that it helped"))
        return self._say(_("%(who)s said that it did not help"))

    def _name(self, kind: str, key: int) -> str:
        gone = _("a former team") if kind == "team" else _("a former agent")
        return self.names.get(f"{kind}:{key}") or gone
