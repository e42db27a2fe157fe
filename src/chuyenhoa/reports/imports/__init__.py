"""What an import has made of its files, and what it shows while it is asked about."""
