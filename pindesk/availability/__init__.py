"""Who may use which channel, when, in which language, for which topic, and why: one pure function.

Holds the topics. Knows neither pages nor tickets: what it needs comes as values.
"""
