"""The root of all addresses. The portal's begin with the language of the page, which `reverse` adds by itself."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from pindesk.project.machine_views import ready, show_metrics
from pindesk.ui.views import choose_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("readyz", ready),
    path("metrics", show_metrics),
    path("language", choose_language, name="language"),
]
_demo = "pindesk.demo.urls" if settings.IS_DEMO else ""
for _name in (_demo, "pindesk.workspace.urls_sign_in", "pindesk.workspace.urls"):
    if _name and find_spec(_name):
        urlpatterns.append(path("", include(_name)))
if find_spec("pindesk.api.urls"):
    urlpatterns.append(path("api/v2/", include("pindesk.api.urls")))
if find_spec("pindesk.portal.urls"):
    urlpatterns.append(path("", include("pindesk.portal.urls_root")))
    urlpatterns += i18n_patterns(path("", include("pindesk.portal.urls")))

handler400 = handler403 = handler404 = handler500 = "pindesk.project.middleware.errors.answer_error"
