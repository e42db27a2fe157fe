"""Input is judged here, and only here: text with its place becomes changes or problems."""
