"""Addresses of the portal that name no language, because machines ask for them by these names."""

from django.urls import path

from pindesk.portal.views.help import feeds

urlpatterns = [
    path("sitemap.xml", feeds.site_map, name="site_map"),
    path("robots.txt", feeds.robots, name="robots"),
]
