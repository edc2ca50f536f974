"""The kinds of events that the access policy records."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pindesk.accounts.access.trail import tell
from pindesk.events.kinds import kind


@kind("policy.topics_saved")
@dataclass(frozen=True, slots=True)
class TopicsSaved:
    count: int


tell("policy.topics_saved", lambda: _("has new values for its topics (%(count)s)"))


@kind("policy.settings_saved")
@dataclass(frozen=True, slots=True)
class SettingsSaved:
    version: int
    brings_back: int | None


@kind("policy.settings_withdrawn")
@dataclass(frozen=True, slots=True)
class SettingsWithdrawn:
    version: int


tell("policy.settings_saved", lambda: _("has new hours, languages or holidays of its channels (version %(version)s)"))
tell("policy.settings_withdrawn", lambda: _("has no longer the change of hours that was to come (version %(version)s)"))
