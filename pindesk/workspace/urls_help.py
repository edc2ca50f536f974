"""Addresses of what goes with the articles: sections, synonyms, searches that failed, whether it helped."""

from django.urls import path

from pindesk.workspace.views.help import links, naming, report, searches, sections, settings, synonyms

urlpatterns = [
    path("sections/", sections.index, name="help_sections"),
    path("sections/new", naming.new_section, name="help_new_section"),
    path("sections/<int:pk>/", naming.section, name="help_section"),
    path("sections/<int:pk>/position", sections.move_section, name="help_section_position"),
    path("sections/<int:pk>/removal", naming.remove_section, name="help_section_removal"),
    path("categories/new", naming.new_category, name="help_new_category"),
    path("categories/<int:pk>/", naming.category, name="help_category"),
    path("categories/<int:pk>/position", sections.move_category, name="help_category_position"),
    path("categories/<int:pk>/removal", naming.remove_category, name="help_category_removal"),
    path("synonyms/", synonyms.index, name="help_synonyms"),
    path("synonyms/new", synonyms.new, name="help_new_synonyms"),
    path("synonyms/<int:pk>/", synonyms.show, name="help_synonym"),
    path("synonyms/<int:pk>/removal", synonyms.remove, name="help_synonym_removal"),
    path("searches/", searches.index, name="help_searches"),
    path("links/", links.index, name="help_links"),
    path("settings/", settings.show, name="help_settings"),
    path("report/", report.show, name="help_report"),
    path("report/articles.csv", report.articles_file, name="help_report_file"),
]
