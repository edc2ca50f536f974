"""What is refused of hours: zones that do not name one place, and times that are not hours of a day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pindesk.lib.refusals import Refusal


class ZoneAbbreviated(Refusal):
    """Three letters: `CET` is summer time in July for one program and winter time for another."""

    code = "zone_abbreviated"
    status = 422
    sentence = _(
        "Three letters do not name one time zone: programs disagree whether they follow summer time. "
        "Give region and city, such as Europe/Paris."
    )


class ZoneUnknown(Refusal):
    """Not the name of a place in the IANA time zone database."""

    code = "zone_unknown"
    status = 422
    sentence = _("This time zone is not known. Give region and city, such as Europe/Paris.")


class HoursNotAware(Refusal):
    """An instant without a zone: it could be any of 38 hours."""

    code = "hours_not_aware"
    status = 422
    sentence = _("This time has no zone. Add one, such as +02:00.")


class CountryUnknown(Refusal):
    """No public holidays are known of it."""

    code = "country_unknown"
    status = 422
    sentence = _("No public holidays are known of this country or region. Give a code of two letters, such as FR.")


class HoursUnreadable(Refusal):
    """Not hours of a day, or more than a day has."""

    code = "hours_unreadable"
    status = 422
    sentence = _("These are not hours of a day. Write them as 9:00-12:00, 13:00-18:00, or leave the field empty.")
