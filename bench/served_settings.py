"""The product's settings, with one address more (see `served_urls`)."""

from pindesk.project.settings import *  # noqa: F403

ROOT_URLCONF = "bench.served_urls"
