"""The settings of a server with the pages of `live_urls`."""

from pindesk.project.settings import *  # noqa: F403
from pindesk.project.settings import MIDDLEWARE

MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith(".SetUpMiddleware")]  # no test needs a company
ROOT_URLCONF = "tests.live_urls"
