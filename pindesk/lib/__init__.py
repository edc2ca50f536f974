"""Tools without tables and without knowledge of the domain: clock, text, signing, the SQLite engine."""
