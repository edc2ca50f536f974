"""The performance table: each row with its ratio to the raw floor measured in the same run."""
