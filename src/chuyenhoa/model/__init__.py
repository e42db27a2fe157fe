"""The vocabulary of the field as pure values: no files, clock, locale or database in here."""
