"""Django's SQLite engine as a server needs it: write-ahead log, durable commits, one writer at a time per process."""
