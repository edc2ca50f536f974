"""Choosing a language: the one page-changing thing that belongs to no app."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from pindesk.ui.languages import CODES, in_language, language_of

COOKIE = "pindesk_language"
COOKIE_AGE_SECONDS = int(timedelta(days=365).total_seconds())


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep `language` in a cookie of this browser and go back to `next`, in that language where its address names one.

    An unknown language changes nothing; an address elsewhere leads to the start.
    """
    wanted, back = request.POST.get("language", ""), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    if wanted not in CODES:
        return HttpResponseRedirect(back)
    response = HttpResponseRedirect(in_language(back, wanted) if language_of(back) else back)
    response.set_cookie(
        COOKIE, wanted, max_age=COOKIE_AGE_SECONDS, httponly=True, samesite="Lax", secure=settings.IS_BEHIND_TLS
    )
    return response
