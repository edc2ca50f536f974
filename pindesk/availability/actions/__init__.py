"""Every change of the access policy: check, write, record one event; each makes a new version of it."""

from pindesk.availability.actions.settings import bring_back_settings, save_settings, withdraw_settings
from pindesk.availability.actions.topics import MARKS, save_topics

__all__ = ["MARKS", "bring_back_settings", "save_settings", "save_topics", "withdraw_settings"]
