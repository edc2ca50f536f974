"""Mistakes of the calling code about events; none of them is a sentence for visitors."""

from __future__ import annotations


class BadEvent(Exception):
    """An event, its keys or its kind break a rule of the log."""


class NoTransaction(BadEvent):
    """An event must be written in the transaction of the change it tells of."""
