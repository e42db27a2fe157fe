"""What Alembic runs to upgrade a database: see `chuyenhoa.store.upgrade`, which starts it."""

from alembic import context

# The caller's connection is in the caller's transaction: all migrations or none.
context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
