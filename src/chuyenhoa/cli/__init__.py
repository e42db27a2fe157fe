"""The command line: opens the doors in order, and is the one place that catches."""
