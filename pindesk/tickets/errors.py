"""Why a change of a ticket was refused."""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pindesk.lib.refusals import Refusal
from pindesk.tickets.rules import COPIES_MAX, RATING_MAX_CHARS


class TicketClosed(Refusal):
    code = "closed"
    sentence = _("This ticket is closed and takes no more replies. Open a follow-up ticket instead.")


class TicketNotOffered(Refusal):
    code = "not_offered"
    status = 403
    sentence = _("Your plan does not include tickets on this topic.")


class UnknownTopic(Refusal):
    code = "unknown_topic"
    status = 400
    sentence = _("Choose one of the topics in the list.")


class UnknownLanguage(Refusal):
    code = "unknown_language"
    status = 400
    sentence = _("Choose one of the languages in the list.")


class UnknownChoice(Refusal):
    code = "unknown_choice"
    status = 400
    sentence = _("Choose one of the values in the list.")


class EmptyText(Refusal):
    code = "empty"
    status = 400
    sentence = _("Write a few words first.")


class TextTooLong(Refusal):
    code = "too_long"
    status = 400
    sentence = _("That is longer than we can take. Shorten it, or send it in two messages.")


class TooManyFiles(Refusal):
    """`most` is how many a message may have."""

    code = "too_many_files"
    status = 413

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    @property
    def sentence(self) -> str:  # type: ignore[override]
        words = ngettext(
            "At most %(count)s file fits into one message. Send the others in a reply.",
            "At most %(count)s files fit into one message. Send the others in a reply.",
            self.most,
        )
        return words % {"count": self.most}


class _TooMany(Refusal):
    """`wait` is how long until one more is taken."""

    status = 429
    wait_seconds: int

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait_seconds = max(ceil(wait.total_seconds()), 1)

    @property
    def minutes(self) -> int:
        return -(-self.wait_seconds // 60)


class TooManyTickets(_TooMany):
    code = "too_many_tickets"

    @property
    def sentence(self) -> str:  # type: ignore[override]
        words = ngettext(
            "Many tickets were opened from your account in a short time. What you wrote is still here: "
            "send it in %(minutes)s minute.",
            "Many tickets were opened from your account in a short time. What you wrote is still here: "
            "send it in %(minutes)s minutes.",
            self.minutes,
        )
        return words % {"minutes": self.minutes}


class TooManyReplies(_TooMany):
    code = "too_many_replies"

    @property
    def sentence(self) -> str:  # type: ignore[override]
        words = ngettext(
            "You sent many replies in a short time. What you wrote is still here: send it in %(minutes)s minute.",
            "You sent many replies in a short time. What you wrote is still here: send it in %(minutes)s minutes.",
            self.minutes,
        )
        return words % {"minutes": self.minutes}


class FilesNotTaken(Refusal):
    code = "files_not_taken"
    status = 422
    sentence = _("Not every file could be taken; see below. Nothing was sent yet.")


class DraftsInTheWay(Refusal):
    code = "drafts_in_the_way"
    sentence = _(
        "You have begun other tickets since. Send or discard one of them first: this draft waits until tomorrow."
    )


class NotAColleague(Refusal):
    """For somebody who is not in the account and for a number that is nobody's, alike."""

    code = "not_a_colleague"
    status = 422
    sentence = _("Choose people who belong to your account.")


class TooManyCopies(Refusal):
    code = "too_many_copies"
    status = 422
    sentence = format_lazy(_("At most {count} colleagues fit on one ticket."), count=COPIES_MAX)


class CopiesNotYours(Refusal):
    code = "copies_not_yours"
    status = 403
    sentence = _("Only who asked and the owners of your account choose who follows this ticket.")


class NotTheAsker(Refusal):
    code = "not_the_asker"
    status = 403
    sentence = _("Only who asked can say whether it helped.")


class NotSolved(Refusal):
    code = "not_solved"
    sentence = _("The answer can be rated once the ticket is solved, for 28 days.")


class RatingTooLong(Refusal):
    code = "rating_too_long"
    status = 422
    sentence = format_lazy(_("At most {count} characters fit here. Shorten it a little."), count=RATING_MAX_CHARS)


class FieldsNotTaken(Refusal):
    """`problems` are sentences by the code of the field, which a form and the API show where each belongs.

    `names` are what people call the fields, in their order.
    """

    code = "fields_not_taken"
    status = 422
    sentence = _("Something is missing or cannot be taken.")

    def __init__(self, problems: Mapping[str, str], names: Mapping[str, str]) -> None:
        super().__init__(self.code)
        self.problems, self.names = dict(problems), dict(names)

    def __str__(self) -> str:
        return " ".join(f"{self.names[code]}: {sentence}" for code, sentence in self.problems.items())


class UnknownField(Refusal):
    """`field` is the code that the topic does not ask for."""

    code = "unknown_field"
    status = 400
    sentence = _("This topic does not ask for that. Add it to the description instead.")

    def __init__(self, field: str) -> None:
        super().__init__(self.code)
        self.field = field[:80]

    def __str__(self) -> str:
        return f"{self.field}: {self.sentence}"
