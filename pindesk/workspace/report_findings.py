"""What the figures of the help centre say, as the title of each plot: no more than is certain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pindesk.knowledge.access.figures import OUTCOMES, ArticleFigures, Parts, Topic, Visits
from pindesk.workspace.report import FEW, number, percent, share


def of_parts(parts: Parts, language: str) -> str:
    """What is certain of a period, in one sentence; few visits are told one by one."""
    if parts.total < FEW:
        counts = {name: number(getattr(parts, name), language) for name in ("total", "solved", "wrote")}
        return (
            ngettext(
                "Of %(total)s visit, %(solved)s said it was solved, %(wrote)s wrote to us all the same",
                "Of %(total)s visits, %(solved)s said it was solved, %(wrote)s wrote to us all the same",
                parts.total,
            )
            % counts
        )
    values = {kind: percent(getattr(parts, kind), parts.total, language) for kind in OUTCOMES}
    if parts.left >= parts.solved + parts.wrote:
        return _("%(solved)s said it was solved; of %(left)s nobody knows") % values
    return _("%(solved)s said it was solved, %(wrote)s wrote to us all the same") % values


def of_change(found: Visits, language: str) -> str:
    """Whether more or fewer wrote to us than before, unless chance alone could do as much."""
    now, before = found.now, found.before
    values = {
        "now": share(now.wrote, now.total, language),
        "before": share(before.wrote, before.total, language),
    }
    if min(now.total, before.total) < FEW:
        return _("Wrote to us after looking here: %(now)s") % values
    change = _certain_change(now.wrote, now.total, before.wrote, before.total)
    if change > 0:
        return _("More wrote to us after looking here: %(now)s, before %(before)s") % values
    if change < 0:
        return _("Fewer wrote to us after looking here: %(now)s, before %(before)s") % values
    return _("About as many as before wrote to us after looking here: %(now)s, before %(before)s") % values


def of_languages(found: Visits, language: str) -> str:
    """In which language most write to us, where enough looked in two of them to compare and chance is no answer."""
    enough = [
        (parts.wrote / parts.total, code, parts) for code, parts in found.by_language.items() if parts.total >= FEW
    ]
    if len(enough) < 2:
        return _("Visits by language")
    enough.sort(key=lambda one: (-one[0], one[1]))
    (_share, code, most), others = enough[0], enough[1:]
    rest_wrote = sum(parts.wrote for _one, _code, parts in others)
    rest = sum(parts.total for _one, _code, parts in others)
    if _certain_change(most.wrote, most.total, rest_wrote, rest) <= 0:
        return _("No language stands out")
    values = {
        "language": dict(settings.LANGUAGES).get(code, code),
        "share": percent(most.wrote, most.total, language),
    }
    return _("%(language)s: %(share)s wrote to us all the same, more than in the others") % values


def of_topics(found: Sequence[Topic], told: dict[str, str], language: str) -> str:
    """About what most tickets were written after looking here; empty where there were none."""
    after = [topic for topic in found if topic.after]
    if not after:
        return ""
    first = after[0]
    if len(after) > 1 and after[1].after == first.after:
        return _("No topic leads among tickets written after looking here")
    values = {"topic": told.get(first.code, first.code), "count": number(first.after, language)}
    return (
        ngettext(
            "Most often about %(topic)s: %(count)s ticket after looking here",
            "Most often about %(topic)s: %(count)s tickets after looking here",
            first.after,
        )
        % values
    )


def straight_away(found: Iterable[Topic], language: str) -> str:
    """How many tickets came without a look at the help centre; nothing where there was none."""
    count = sum(topic.straight for topic in found)
    if not count:
        return ""
    told = ngettext(
        "%(count)s more ticket was written without a search or a reading before it.",
        "%(count)s more tickets were written without a search or a reading before them.",
        count,
    )
    return told % {"count": number(count, language)}


def of_articles(rows: Sequence[ArticleFigures], language: str) -> str:
    """After which article most tickets came, where one leads."""
    leading = sorted(rows, key=lambda row: -row.wrote)[:2]
    if not leading or not leading[0].wrote or (len(leading) > 1 and leading[1].wrote == leading[0].wrote):
        return _("Article by article")
    first = leading[0]
    values = {"title": first.title, "count": number(first.wrote, language)}
    return (
        ngettext(
            "“%(title)s” was read before %(count)s ticket, more than any other",
            "“%(title)s” was read before %(count)s tickets, more than any other",
            first.wrote,
        )
        % values
    )


def _certain_change(part: int, whole: int, part_before: int, whole_before: int) -> int:
    """1 or -1 where two shares differ by more than twice the spread that chance gives them, else 0."""
    both = (part + part_before) / (whole + whole_before)
    spread = sqrt(both * (1 - both) * (1 / whole + 1 / whole_before))
    difference = part / whole - part_before / whole_before
    return 0 if abs(difference) <= 2 * spread else 1 if difference > 0 else -1
