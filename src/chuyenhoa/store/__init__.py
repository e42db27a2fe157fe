"""The database: tables, migrations, opening, locking, backup, writing and history."""
