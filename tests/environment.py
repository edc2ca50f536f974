"""Gives every test run an environment and a data directory of its own; loaded before the settings are read."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

KEPT = ("PINDESK_TEST_CHROMIUM", "PINDESK_TEST_COUNTS", "PINDESK_SAMPLES")

for name in list(os.environ):
    if name.startswith("PINDESK_") and name not in KEPT:
        del os.environ[name]

data = tempfile.mkdtemp(prefix="pindesk-test-data-")
atexit.register(shutil.rmtree, data, ignore_errors=True)
os.environ["PINDESK_DATA"] = data
