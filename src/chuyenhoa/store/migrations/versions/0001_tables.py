"""The tables of the first release, from the SQL file beside this one."""

from pathlib import Path

from alembic import op

from chuyenhoa.store.schema import statements

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    for statement in statements(Path(__file__).with_suffix(".sql").read_text("utf-8")):
        op.execute(statement)
