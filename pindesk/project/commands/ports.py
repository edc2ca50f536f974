"""What commands that serve share: the address to listen on, and how they speak."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError

LARGEST_PORT = 65_535


def add_address(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1, this machine)")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (default: 8000; 0: any free one)")


def port(text: str) -> int:
    """A port number. Raises ArgumentTypeError, which argparse turns into a line of help."""
    if not (text.isascii() and text.isdigit() and int(text) <= LARGEST_PORT):
        raise ArgumentTypeError(f"{text!r} is no port: give 0 to {LARGEST_PORT}")
    return int(text)


def say(line: str) -> None:
    """One line for the operator, at once even into a pipe."""
    print(line, flush=True)  # noqa: T201 - a program speaks on its streams
