"""Why a file was not taken."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pindesk.files.rules import limits, pictures
from pindesk.lib.refusals import Refusal


class NotAnImage(Refusal):
    code = "not_an_image"
    status = 415
    sentence = _("This is not a picture that can be kept here. Send a PNG, JPEG, GIF or WebP file.")


class SvgNotTaken(Refusal):
    code = "svg"
    status = 415
    sentence = _("SVG files are not taken, because they can carry scripts. Send a PNG, JPEG, GIF or WebP file.")


class EmptyFile(Refusal):
    code = "empty_file"
    status = 400
    sentence = _("The file is empty. Choose it again.")


class TooManyBytes(Refusal):
    code = "too_many_bytes"
    status = 413
    sentence = format_lazy(
        _("The picture is larger than {megabytes} MB. Make it smaller and send it again."),
        megabytes=pictures.IMAGE_MAX_BYTES // 1024**2,
    )


class TooManyPixels(Refusal):
    code = "too_many_pixels"
    status = 413
    sentence = format_lazy(
        _("The picture has more than {megapixels} megapixels. Scale it down and send it again."),
        megapixels=pictures.IMAGE_MAX_PIXELS // 1_000_000,
    )


class AnimationTooLong(Refusal):
    code = "animation_too_long"
    status = 413
    sentence = _("This animation is too long or too large. Shorten it or scale it down, and send it again.")


class DamagedImage(Refusal):
    code = "damaged_image"
    status = 422
    sentence = _("The picture is damaged, or only a part of it arrived. Save it anew and send it again.")


class ImageNotRead(Refusal):
    """The reader crashed, took too long or needed too much memory: what exactly is in the log."""

    code = "image_not_read"
    status = 422
    sentence = _("The picture could not be read with the time and memory there is for one. Save it anew, or smaller.")


class ImagesBusy(Refusal):
    code = "images_busy"
    status = 503
    sentence = _("Other pictures are being read right now. Send yours again in a moment.")


class DiskFull(Refusal):
    code = "disk_full"
    status = 507
    sentence = _("The disk of the server is full, so the file was not kept. Tell the person who runs the server.")


class FileTooLarge(Refusal):
    """`megabytes` is what one file may have."""

    code = "file_too_large"
    status = 413

    def __init__(self, megabytes: int = limits.DEFAULT.megabytes) -> None:
        super().__init__()
        self.megabytes = megabytes

    @property
    def sentence(self) -> str:  # type: ignore[override]
        words = gettext("The file is larger than %(megabytes)s MB. Make it smaller, or send a part of it.")
        return words % {"megabytes": self.megabytes}


class TooMuchWaiting(Refusal):
    """`megabytes` is how much of one owner may wait."""

    code = "too_much_waiting"
    status = 413

    def __init__(self, megabytes: int = limits.DEFAULT.waiting_bytes // limits.MEGABYTE) -> None:
        super().__init__()
        self.megabytes = megabytes

    @property
    def sentence(self) -> str:  # type: ignore[override]
        words = gettext(
            "More than %(megabytes)s MB of your files are waiting in drafts. Send or discard one of them first."
        )
        return words % {"megabytes": self.megabytes}


class TooManyWaiting(Refusal):
    code = "too_many_waiting"
    status = 413
    sentence = format_lazy(
        _("More than {count} of your files are waiting in drafts. Send or discard one of them first."),
        count=limits.WAITING_MAX_UPLOADS,
    )


class ExecutableNotTaken(Refusal):
    code = "executable"
    status = 415
    sentence = _(
        "Programs, scripts and installers are not taken, because opening one could do harm. "
        "If it matters for your question, put it into a ZIP file and send that."
    )


class InfectedFile(Refusal):
    code = "infected"
    status = 422
    sentence = _("The virus scanner found something in this file, so it was not taken.")


class WrongOffset(Refusal):
    """`offset` is where the next part has to begin, in bytes."""

    code = "wrong_offset"
    status = 409
    sentence = _("A part of the file was lost on its way. It continues from what has arrived.")

    def __init__(self, offset: int = 0) -> None:
        super().__init__()
        self.offset = offset


class LongerThanAnnounced(Refusal):
    code = "longer_than_announced"
    status = 400
    sentence = _("More of the file arrived than was announced. Choose it again.")


class UploadBusy(Refusal):
    code = "upload_busy"
    status = 423
    sentence = _("Another part of this file is arriving right now. Try again in a moment.")


class UnknownProtocol(Refusal):
    """Not a request as the tus protocol, version 1.0.0, has it."""

    code = "unknown_protocol"
    status = 412
    sentence = _("The file was not sent as it has to be. Load the page again and choose the file once more.")


class UploadGone(Refusal):
    code = "upload_gone"
    status = 404
    sentence = _("This file is no longer there, because it was removed or waited too long. Choose it again.")


class UploadNotReady(Refusal):
    code = "upload_not_ready"
    status = 409
    sentence = _("A file has not arrived completely. Wait until it is there, or remove it.")


def refusal_of(code: str) -> Refusal:
    """What an upload that was refused for good says again, by its `refusal`."""
    kinds: tuple[type[Refusal], ...] = (ExecutableNotTaken, InfectedFile)
    return next(kind for kind in kinds if kind.code == code)()
