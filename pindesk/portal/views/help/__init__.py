"""The help centre: leafing, searching, reading, and saying whether it helped."""
