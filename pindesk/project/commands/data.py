"""Words that every command shares about where the data lies."""

DATA_HELP = "the data directory (default: PINDESK_DATA, else ./data)"
