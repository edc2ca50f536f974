"""The settings of a server under test: the real ones, and a few addresses more."""

from pindesk.project.settings import *  # noqa: F403

ROOT_URLCONF = "pindesk.project.tests.served_urls"
REQUEST_BODY_MAX_BYTES = 3 * 1024 * 1024
