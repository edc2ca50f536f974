"""Every change of stored files and of those on their way in."""

from pindesk.files.actions.beside import begin_upload_beside
from pindesk.files.actions.claims import note_findings
from pindesk.files.actions.images import store_image, weigh_image
from pindesk.files.actions.orphans import remove_orphans
from pindesk.files.actions.receiving import append
from pindesk.files.actions.scanning import scan_waiting
from pindesk.files.actions.storing import make_preview
from pindesk.files.actions.uploads import (
    begin_upload,
    cancel_upload,
    remove_stale_uploads,
    take_uploads,
    touch_uploads,
)
from pindesk.files.actions.whole import hand_over

__all__ = [
    "append",
    "begin_upload",
    "begin_upload_beside",
    "cancel_upload",
    "hand_over",
    "make_preview",
    "note_findings",
    "remove_orphans",
    "remove_stale_uploads",
    "scan_waiting",
    "store_image",
    "take_uploads",
    "touch_uploads",
    "weigh_image",
]
