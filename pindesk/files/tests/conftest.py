"""A data directory of its own for every test of stored files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    return tmp_path / "data"


@pytest.fixture
def small_disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """The data directory on a file system with room for 1 MB; needs root, as in a container that runs tests."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "pindesk-test", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("cannot mount a small file system: the tests of a full disk need root")
    settings.DATA_DIR = disk
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)
