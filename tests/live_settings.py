"""The settings of a server with the pages of `live_urls`."""

from pindesk.project.settings import *  # noqa: F403

ROOT_URLCONF = "tests.live_urls"
