"""The views of the API: each answers values."""
