"""Why a file was not taken."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pindesk.files import rules
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
        megabytes=rules.IMAGE_MAX_BYTES // 1024**2,
    )


class TooManyPixels(Refusal):
    code = "too_many_pixels"
    status = 413
    sentence = format_lazy(
        _("The picture has more than {megapixels} megapixels. Scale it down and send it again."),
        megapixels=rules.IMAGE_MAX_PIXELS // 1_000_000,
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
    sentence = _("The disk of the server is full, so the picture was not kept. Tell the person who runs the server.")
