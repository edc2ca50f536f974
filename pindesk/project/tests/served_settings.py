"""The settings of a server under test: the real ones, and a few addresses more."""

import re

from pindesk.project.settings import *  # noqa: F403
from pindesk.project.settings import DATABASES, MIDDLEWARE, UPLOAD_BODY_MAX_BYTES

MIDDLEWARE = [name for name in MIDDLEWARE if not name.endswith(".SetUpMiddleware")]  # no test needs a company
ROOT_URLCONF = "pindesk.project.tests.served_urls"
REQUEST_BODY_MAX_BYTES = 3 * 1024 * 1024
REQUEST_HEAD_SECONDS = 2.0
UPLOAD_BODY_MAX_BYTES = {**UPLOAD_BODY_MAX_BYTES, re.compile(r"/workspace/test/images"): 12 * 1024 * 1024}
if DATABASES["default"]["ENGINE"] == "pindesk.lib.sqlite":
    DATABASES["default"]["OPTIONS"] = {"timeout": 0.5}  # so that no test waits for a lock that will not go away
