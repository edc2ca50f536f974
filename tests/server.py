"""A real server in a process of its own, for tests that need the whole of it: sockets, threads, signals."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
START_SECONDS = 60.0
STOP_SECONDS = 30.0
_ADDRESS = re.compile(r"^Pindesk is at (http://\S+)/$", re.MULTILINE)
# What a developer may have set for their own server must not reach one of a test.
_OWN = ("PINDESK_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


class NotStarted(Exception):
    """The server ended or stayed silent; says what it wrote."""


@dataclass(slots=True)
class Running:
    """A server that answers; `output` and `log` are the files of its two streams."""

    url: str
    process: subprocess.Popen[bytes]
    output: Path
    log: Path

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def host(self) -> str:
        return str(urlsplit(self.url).hostname)

    @property
    def port(self) -> int:
        return int(urlsplit(self.url).port or 0)

    def stop(self, sig: int = signal.SIGTERM) -> float:
        """Tell it to end. Returns the seconds that took; may be called twice."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(sig)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return time.monotonic() - began


def environment_of(data_dir: Path, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command on `data_dir`, without the settings of whoever runs the tests, and with `env`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    return {**clean, "PINDESK_DATA": str(data_dir), "PYTHONPATH": str(ROOT), **(env or {})}


@contextmanager
def running_server(
    data_dir: Path, env: Mapping[str, str] | None = None, command: tuple[str, ...] = ("serve",)
) -> Iterator[Running]:
    """`pindesk serve` (or another `command`) on a free port with SQLite in `data_dir`, until the block ends.

    `env` holds settings such as DATABASE_URL. Raises NotStarted.
    """
    data_dir.parent.mkdir(parents=True, exist_ok=True)
    output, log = data_dir.parent / f"{data_dir.name}.out", data_dir.parent / f"{data_dir.name}.log"
    with output.open("wb") as out, log.open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "pindesk", *command, "--port", "0"],
            cwd=ROOT,
            env=environment_of(data_dir, env),
            stdout=out,
            stderr=err,
        )
    try:
        yield Running(_address(process, output, log), process, output, log)
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def run_command(data_dir: Path, *words: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """One `pindesk` command, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "pindesk", *words],
        cwd=ROOT,
        env=environment_of(data_dir, env),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


def _address(process: subprocess.Popen[bytes], output: Path, log: Path) -> str:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if match := _ADDRESS.search(output.read_text()):
            return match[1]
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise NotStarted(f"exit {process.poll()}\n{output.read_text()}\n{log.read_text()}")
