"""Fetching with permission: what readers may read, what staff edit, what a search finds, and whether it helped."""
