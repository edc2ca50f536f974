"""The root of all addresses."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from pindesk.project.machine_views import ready, show_metrics
from pindesk.ui.views import choose_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("readyz", ready),
    path("metrics", show_metrics),
    path("language", choose_language, name="language"),
]
for _name in ("pindesk.demo.urls" if settings.IS_DEMO else "", "pindesk.workspace.urls", "pindesk.portal.urls"):
    if _name and find_spec(_name):
        urlpatterns.append(path("", include(_name)))

handler400 = handler403 = handler404 = handler500 = "pindesk.project.middleware.errors.answer_error"
