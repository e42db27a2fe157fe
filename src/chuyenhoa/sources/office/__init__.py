"""Workbooks and Word files, read in a process of their own: they are hostile until read."""
