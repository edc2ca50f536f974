"""Gives every test run an environment and a data directory of its own; loaded before the settings are read."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile

KEPT = ("PINDESK_TEST_CHROMIUM", "PINDESK_TEST_COUNTS", "PINDESK_SAMPLES")

for name in list(os.environ):
    if name.startswith("PINDESK_") and name not in KEPT:
        del os.environ[name]

# A shell lets what it starts in the background ignore Ctrl-C, and the servers of the tests would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

data = tempfile.mkdtemp(prefix="pindesk-test-data-")
atexit.register(shutil.rmtree, data, ignore_errors=True)
os.environ["PINDESK_DATA"] = data
