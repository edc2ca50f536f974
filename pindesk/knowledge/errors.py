"""Why a change of the help centre was refused."""

from __future__ import annotations

from collections.abc import Set

from django.utils.translation import gettext_lazy as _

from pindesk.lib.refusals import Refusal


class TooOften(Refusal):
    """`wait_seconds` is how long until the next one is taken."""

    code = "too_often"
    status = 429
    sentence = _("Too many requests are coming from your network at the moment. Wait a few seconds and try again.")
    wait_seconds: float

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(self.code)
        self.wait_seconds = wait_seconds


class IsArchived(Refusal):
    code = "archived"
    sentence = _("This article is archived. Bring it back first.")


class IsPublished(Refusal):
    code = "published"
    sentence = _("Readers see this version already: there is nothing to review.")


class NoTitle(Refusal):
    code = "no_title"
    status = 400
    sentence = _("Give the article a title.")


class TitleTooLong(Refusal):
    code = "title_too_long"
    status = 400
    sentence = _("The title is longer than 200 characters.")


class SummaryTooLong(Refusal):
    code = "summary_too_long"
    status = 400
    sentence = _("The summary is longer than 300 characters.")


class KeywordsTooLong(Refusal):
    code = "keywords_too_long"
    status = 400
    sentence = _("The search words are longer than 500 characters together.")


class NoBody(Refusal):
    code = "no_body"
    status = 400
    sentence = _("An article needs a text before it can be published.")


class BodyTooLong(Refusal):
    code = "body_too_long"
    status = 400
    sentence = _("The text is longer than 200,000 characters. Divide it into several articles.")


class TooManyParts(Refusal):
    code = "too_many_parts"
    status = 400
    sentence = _("The text has too many lines, links or table cells to be shown. Divide it into several articles.")


class EditedMeanwhile(Refusal):
    code = "edited_meanwhile"
    sentence = _("Somebody else saved this article while you were writing. Nothing is lost: compare, then save again.")


class NotReviewed(Refusal):
    code = "not_reviewed"
    status = 403
    sentence = _("Somebody other than the author publishes: ask for a review.")


class WiderUnreviewed(NotReviewed):
    """More people would read what was published for fewer."""

    sentence = _("This would let more people read an article that was published. Ask a lead to do it.")


class UnknownLanguage(Refusal):
    code = "unknown_language"
    status = 400
    sentence = _("Choose one of the languages in the list.")


class UnknownVisibility(Refusal):
    code = "unknown_visibility"
    status = 400
    sentence = _("Choose who may read the article; with plans, at least one of them.")


class UnknownReason(Refusal):
    code = "unknown_reason"
    status = 400
    sentence = _("Choose one of the reasons in the list.")


class NoName(Refusal):
    code = "no_name"
    status = 400
    sentence = _("Give it a name in at least one language, of at most 80 characters.")


class NotEmpty(Refusal):
    code = "not_empty"
    sentence = _("Move what is in it elsewhere first.")


class TooFewSynonyms(Refusal):
    code = "too_few_synonyms"
    status = 400
    sentence = _("Give at least two words that mean the same, and at most twelve.")


class TooManySynonyms(Refusal):
    code = "too_many_synonyms"
    status = 400
    sentence = _("There are 500 groups for this language already. Remove one first.")


class TooManyRelated(Refusal):
    code = "too_many_related"
    status = 400
    sentence = _("An article names at most eight others to read next. Untick some.")


class PlacedMeanwhile(Refusal):
    """`mine` are the names of the fields that the form changed, `both` those of them that somebody else changed too."""

    code = "placed_meanwhile"
    sentence = _("Somebody else changed this meanwhile. What you chose is kept here: save again to have it so.")

    def __init__(self, mine: Set[str], both: Set[str]) -> None:
        super().__init__(self.code)
        self.mine, self.both = mine, both


class UnknownReplacement(Refusal):
    code = "unknown_replacement"
    status = 400
    sentence = _("The article that takes its place must be another one that is published.")
