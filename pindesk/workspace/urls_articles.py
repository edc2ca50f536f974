"""Addresses of articles in the workspace: the list, the editor, versions, pictures."""

from django.urls import path

from pindesk.workspace.views.articles import changes, editor, languages, listing, new, pictures, titles, versions

urlpatterns = [
    path("", listing.index, name="articles"),
    path("parts/<slug:part>", listing.part, name="articles_part"),
    path("new", new.create, name="new_article"),
    path("titles", titles.find, name="article_titles"),
    path("images/<slug:key>", pictures.show, name="article_image"),
    path("<int:pk>", editor.enter, name="article_link"),  # what a link from one article to another leads to
    path("<int:pk>/", editor.show, name="article"),
    path("<int:pk>/parts/<slug:part>", editor.part, name="article_part"),
    path("<int:pk>/languages", languages.show, name="article_languages"),
    path("<int:pk>/images", pictures.create, name="article_images"),
    path("<int:pk>/placing", changes.place, name="article_placing"),
    path("<int:pk>/archiving", changes.archive, name="article_archiving"),
    path("<int:pk>/archiving/delete", changes.unarchive, name="delete_article_archiving"),
    path("<int:pk>/<slug:language>/preview", editor.preview, name="article_preview"),
    path("<int:pk>/<slug:language>/publication", changes.publish, name="article_publication"),
    path("<int:pk>/<slug:language>/publication/delete", changes.withdraw, name="delete_article_publication"),
    path("<int:pk>/<slug:language>/review", changes.ask_for_review, name="article_review"),
    path("<int:pk>/<slug:language>/confirmation", changes.confirm, name="article_confirmation"),
    path("<int:pk>/<slug:language>/versions/", versions.collection, name="article_versions"),
    path("<int:pk>/<slug:language>/versions/<int:number>/restoration", versions.restore, name="article_restoration"),
]
