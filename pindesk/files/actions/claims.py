"""Keeping what the browser of a file's sender says it found in it."""

from __future__ import annotations

from pindesk.files.models import Upload
from pindesk.files.rules.findings import Findings


def note_findings(upload: Upload, findings: Findings) -> None:
    """Keep the claim with the upload, which takes it along to what uses it. Nothing where nothing was found."""
    if findings:
        upload.secrets = findings.as_json()
        upload.save(update_fields=["secrets"])
