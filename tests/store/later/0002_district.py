"""A later version, for the tests only: it rebuilds a table that others refer to."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Give areas a district."""
    kind = sa.CheckConstraint(
        "kind IN ('commune', 'township', 'ward', 'special_zone')", name=op.f("ck_area_kind")
    )
    with op.batch_alter_table(
        "area", recreate="always", table_args=(kind,), table_kwargs={"sqlite_strict": True}
    ) as batch:
        batch.add_column(sa.Column("district", sa.Text(), nullable=False, server_default="Sìn Hồ"))
    op.execute("CREATE UNIQUE INDEX uq_area_code ON area (lower(code))")
    op.create_table("post", sa.Column("id", sa.Integer(), primary_key=True), sqlite_strict=True)
