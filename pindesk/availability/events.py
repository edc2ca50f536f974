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
