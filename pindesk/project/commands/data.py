"""What commands share about where the data lies."""

from __future__ import annotations

import os
from pathlib import Path

DATA_HELP = "the data directory (default: PINDESK_DATA, else ./data)"


def existing_data_dir() -> Path:
    """The data directory, before settings are read, which would make it. Raises Refused when there is none."""
    from pindesk.project.environment import Refused

    directory = Path(os.environ.get("PINDESK_DATA") or "data").expanduser().absolute()
    if not directory.is_dir():
        raise Refused(f"There is no data directory {directory}.")
    return directory
