"""What the log may tell of an error."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.db import OperationalError

from pindesk.project.logs import JsonLines


def line_of(error: Exception | None, message: str = "it failed", **extra: object) -> str:
    try:
        raise error or ValueError
    except Exception:
        trouble = sys.exc_info() if error else None
    record = logging.LogRecord("pindesk", logging.ERROR, __file__, 1, message, None, trouble)
    vars(record).update(extra)
    return JsonLines().format(record)


@pytest.mark.parametrize("error", [ValueError("alice typed hunter2"), KeyError("hunter2"), RuntimeError("hunter2")])
def test_message_that_may_quote_a_person_is_left_out(error: Exception) -> None:
    line = line_of(error)
    assert "hunter2" not in line
    assert json.loads(line)["places"][0].endswith("line_of")


def test_message_about_the_machine_is_kept_without_addresses() -> None:
    line = json.loads(line_of(OperationalError("no route to db for alice@example.com, retry")))
    assert line["message"] == "no route to db for (address) retry"


def test_system_error_is_told_without_the_name_of_the_file() -> None:
    line = json.loads(line_of(FileNotFoundError(2, "No such file or directory", "/data/files/alice.pdf")))
    assert line["message"] == "No such file or directory"
    assert "alice" not in json.dumps(line)


def test_cause_is_told_too() -> None:
    error = RuntimeError("outer")
    error.__cause__ = OSError(28, "No space left on device")
    assert json.loads(line_of(error))["cause"]["message"] == "No space left on device"


def test_address_in_a_message_is_struck_out() -> None:
    assert json.loads(line_of(None, "mail to <bob@example.com> failed"))["event"] == "mail to <(address)> failed"


def test_line_break_stays_within_the_line() -> None:
    assert "\n" not in line_of(None, "one\ntwo", id="1")
