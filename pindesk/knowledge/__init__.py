"""The help centre's domain: articles and their translations, every version of them, search, and whether it helped.

Knows neither pages nor the access policy: live blocks and readers come as values. Pictures lie in `files`.
"""
