"""How often those who are placed in a segment by inference belong elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A share, 0..1; null for members by customer or by rule."""
    op.add_column("memberships", sa.Column("error", sa.Float(), nullable=True))
