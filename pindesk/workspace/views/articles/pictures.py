"""Pictures of articles: keeping one, and showing it to staff."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from pindesk.accounts.requests import AgentRequest
from pindesk.files.errors import EmptyFile
from pindesk.files.serving import respond
from pindesk.knowledge.access.editing import image_or_404
from pindesk.knowledge.actions import add_image
from pindesk.knowledge.models import Image
from pindesk.lib.refusals import Refusal
from pindesk.workspace.articles_page import Work, work_or_404
from pindesk.workspace.views.articles.editor import editor_page, markdown_of


@require_POST
def create(request: AgentRequest, pk: int) -> HttpResponse:
    """Keep one picture of the article. The script gets the Markdown that names it, a refusal as JSON; without one the
    page comes back and says the same."""
    work = work_or_404(request, pk, request.GET.get("language", ""))
    if request.headers.get("X-Pindesk") == "image":
        image = _kept(request, work)
        return JsonResponse({"key": image.key, "markdown": markdown_of(image)}, status=201)
    try:
        image = _kept(request, work)
    except Refusal as refusal:
        return editor_page(request, work, side={"picture_errors": [str(refusal)]}, refusal=refusal)
    return HttpResponseRedirect(work.address(f"picture={image.key}") + "#picture", status=303)


def _kept(request: AgentRequest, work: Work) -> Image:
    """Raises EmptyFile and the refusals of `add_image`."""
    sent = request.FILES.get("image")
    if sent is None or sent.file is None:
        raise EmptyFile
    return add_image(work.article, cast(BinaryIO, sent.file), sent.name or "", by=request.agent)


@require_safe
def show(request: AgentRequest, key: str) -> HttpResponse:
    """A picture of any article, published or not."""
    image = image_or_404(key)
    return respond(image.file, name=image.name, is_public=False)
