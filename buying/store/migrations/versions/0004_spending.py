"""what a purchase really cost, how near it came to what was agreed, and why"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | Sequence[str] | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ONE_OF_A_PURCHASE = ("spending", "spending_marks", "spending_reasons")


def upgrade() -> None:
    """Bring a database from the shape before to this one."""
    op.create_table(
        "spending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.String(), nullable=False),
        sa.Column("vat", sa.String(), nullable=False),
        sa.Column("invoice", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("by_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("takes_back_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_spending_by_id_people")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_spending_purchase_id_purchases")
        ),
        sa.ForeignKeyConstraint(
            ["takes_back_id"], ["spending.id"], name=op.f("fk_spending_takes_back_id_spending")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spending")),
        sa.UniqueConstraint("takes_back_id", name=op.f("uq_spending_takes_back_id")),
    )
    op.create_table(
        "spending_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("below_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_id", sa.String(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchases.id"], name=op.f("fk_spending_marks_purchase_id_purchases")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["people.id"], name=op.f("fk_spending_marks_seen_by_id_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spending_marks")),
    )
    op.create_table(
        "spending_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["people.id"], name=op.f("fk_spending_reasons_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["purchase_id"],
            ["purchases.id"],
            name=op.f("fk_spending_reasons_purchase_id_purchases"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spending_reasons")),
    )
    for table in ONE_OF_A_PURCHASE:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(
                batch_op.f(f"ix_{table}_purchase_id"), ["purchase_id"], unique=False
            )


def downgrade() -> None:
    """Bring a database back to the shape before."""
    for table in reversed(ONE_OF_A_PURCHASE):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(batch_op.f(f"ix_{table}_purchase_id"))
        op.drop_table(table)
