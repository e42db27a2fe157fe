"""Alembic's migrations; `chuyenhoa.store.upgrade` says how they are run and written."""
