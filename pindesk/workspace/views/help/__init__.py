"""Pages around the articles: sections, synonyms, searches that failed, broken links, settings, whether it helped."""
