"""Single results in: `record`, at a terminal one after the other, and their `history`."""
