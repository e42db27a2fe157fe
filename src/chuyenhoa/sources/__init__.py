"""Readers: each yields the text of a file with the place where it stands."""
