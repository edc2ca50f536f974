"""What people read for the codes of this app: roles, presence, what was changed."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def role_words() -> dict[str, str]:
    """The roles of agents."""
    return {"agent": _("Agent"), "lead": _("Lead"), "owner": _("Owner")}


def member_role_words() -> dict[str, str]:
    """The roles of people in an account."""
    return {
        "owner": pgettext("role in an account", "owner"),
        "member": pgettext("role in an account", "member"),
        "billing": pgettext("role in an account", "billing"),
    }


def presence_words() -> dict[str, str]:
    return {"here": pgettext("presence", "Here"), "away": pgettext("presence", "Away")}


def field_words() -> dict[str, str]:
    """What can be changed of a person."""
    return {
        "name": pgettext("what was changed", "name"),
        "language": pgettext("what was changed", "language"),
        "zone": pgettext("what was changed", "time zone"),
    }


def credential_words() -> dict[str, str]:
    """What somebody signs in with, by the code that `credentials_changed` records."""
    return {
        "password": _("password"),
        "totp added": _("authenticator app added"),
        "totp removed": _("authenticator app removed"),
        "webauthn added": _("passkey added"),
        "webauthn removed": _("passkey removed"),
        "recovery_codes added": _("recovery codes made"),
        "recovery_codes removed": _("recovery codes removed"),
        "recovery_codes reset": _("recovery codes made anew"),
    }


def language_words(codes: str) -> str:
    """The names of languages whose codes stand in a row: `en fr` is English, Français."""
    names = dict(settings.LANGUAGES)
    return ", ".join(str(names.get(code, code)) for code in codes.split())
