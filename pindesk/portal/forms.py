"""The form of a new ticket: what was typed, what is wrong with it, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindesk.availability.answers import PREFIX, answers_in, check_all
from pindesk.availability.fields import TopicField
from pindesk.lib.text import clean_line, clean_text, is_far_longer, number_or_none
from pindesk.tickets.rules import BODY_MAX_CHARS, SUBJECT_MAX_CHARS


@dataclass(slots=True)
class TicketForm:
    """What a customer typed, exactly; `errors` by field, with "" for the form as a whole.

    `is_beside`: begun while another draft of a new ticket waits. `other_than`: numbers of tickets, with spaces between,
    that the writer said it is not about. `copies` are numbers of colleagues. `answers` are what was typed in fields of
    topics, by code, whichever topic has them; `rest` is what of it the topic does not ask for, in words, and goes into
    the body.
    """

    topic: str = ""
    subject: str = ""
    body: str = ""
    language: str = ""
    follows: str = ""
    is_beside: bool = False
    other_than: str = ""
    copies: tuple[int, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    rest: str = ""
    client_id: str = field(default_factory=lambda: str(uuid4()))
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, str], language: str) -> TicketForm:
        """The form as it was posted or kept as a draft; `language` where none was chosen."""
        form = cls(
            topic=data.get("topic", ""),
            subject=data.get("subject", ""),
            body=data.get("body", ""),
            language=data.get("language", "") or language,
            follows=str(number_or_none(data.get("follows", "")) or ""),
            is_beside=data.get("beside") == "1",
            other_than=data.get("other_than", "")[:400],
            copies=numbers(data.getlist("copies") if isinstance(data, QueryDict) else data.get("copies", "").split()),
            answers=answers_in(data),
        )
        if data.get("client_id"):
            form.client_id = data["client_id"][:36]
        return form

    @property
    def words(self) -> str:
        """The description with what was typed besides."""
        return f"{self.body.rstrip()}\n\n{self.rest}".lstrip() if self.rest else self.body

    def is_valid(
        self,
        topics: Container[str],
        languages: Container[str],
        *,
        gone: Container[str] = (),
        fields: Iterable[TopicField] = (),
    ) -> bool:
        """Look for everything that is wrong at once; `topics` and `languages` are those on offer.

        `gone` are topics that are no longer offered, `fields` those of the topic.
        """
        if not self.topic:
            self._add("topic", _("Choose what your question is about."))
        elif self.topic in gone:
            self.say_topic_gone()
        elif self.topic not in topics:
            self._add("topic", _("Choose one of the topics in the list."))
        if self.language not in languages:
            self._add("language", _("Choose one of the languages in the list."))
        self.say_problems(check_all(fields, self.answers)[1])
        missing = _("Say in a few words what it is about."), _("Describe what happened, or what you need.")
        self._check_length("subject", self.subject, clean_line, SUBJECT_MAX_CHARS, missing[0])
        body = self.words if self.body.strip() else self.body
        self._check_length("body", body, clean_text, BODY_MAX_CHARS, missing[1])
        return not self.errors

    def say_topic_gone(self) -> None:
        self._add("topic", _("This topic is no longer offered. Choose another one."))

    def say_problems(self, problems: Mapping[str, str]) -> None:
        """Sentences about fields of the topic, by code."""
        for code, sentence in problems.items():
            self._add(PREFIX + code, sentence)

    def _check_length(self, name: str, typed: str, clean: Callable[[str], str], limit: int, if_empty: str) -> None:
        text = typed if is_far_longer(typed, limit) else clean(typed)
        if not text:
            self._add(name, if_empty)
        elif (over := len(text) - limit) > 0:
            sentence = ngettext(
                "This is %(over)s character too long. %(limit)s fit.",
                "This is %(over)s characters too long. %(limit)s fit.",
                over,
            )
            self._add(name, sentence % {"over": over, "limit": limit})

    def _add(self, name: str, sentence: str) -> None:
        self.errors.setdefault(name, []).append(sentence)


def numbers(values: Iterable[str]) -> tuple[int, ...]:
    """The people that a form names; what is no number is nobody's, and refused as such."""
    return tuple(number_or_none(value) or 0 for value in values if value)
