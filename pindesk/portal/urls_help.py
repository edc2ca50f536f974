"""Addresses of the help centre; included by the portal's own."""

from django.urls import path

from pindesk.portal.views import slashes
from pindesk.portal.views.help import articles, feeds, searching, shelves

urlpatterns = [
    path("search", searching.results, name="search"),
    path("search/", slashes.to("portal:search")),
    path("search/suggestions", searching.suggestions, name="suggestions"),
    path("articles/", shelves.index, name="help"),
    path("articles", slashes.to("portal:help")),
    path("articles/feed", feeds.feed, name="feed"),
    path("articles/steps", articles.create_step, name="steps"),
    path("articles/images/<slug:key>", articles.image, name="article_image"),
    path("articles/categories/<slug:code>", shelves.category, name="category"),
    path("articles/sections/<slug:code>", shelves.section, name="section"),
    path("articles/<int:number>", articles.show),
    path("articles/<int:number>/", articles.show),
    path("articles/<int:number>/answers", articles.create_answer, name="answers"),
    path("articles/<int:number>-<slug:slug>", articles.show, name="article"),
]
