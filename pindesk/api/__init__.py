"""JSON for machines, in the shape of Zendesk's v2 API, so that clients written for that work here unchanged.

A surface: it reads requests and writes answers; what may be seen and done is decided below. No tables.
"""
