"""what colleagues buy, contracts, and buying together

Purchases that exist keep the new columns empty until something is next recorded for them:
working them out needs the rulebook of each, which a migration does not read.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | Sequence[str] | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FACTS = ("category", "item", "value_net", "value_gross", "supplier", "stage", "route")


def upgrade() -> None:
    """Bring a database from the shape before to this one."""
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        for name in FACTS:
            kind = sa.Text() if name == "item" else sa.String()
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.add_column(sa.Column("outside", sa.JSON(), nullable=True))
        batch_op.create_index("ix_purchases_category", ["category", "updated_at"], unique=False)

    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("up_to", sa.String(), nullable=True),
        sa.Column("up_to_vat", sa.String(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["suppliers.id"], name=op.f("fk_contracts_supplier_id_suppliers")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("reference", name=op.f("uq_contracts_reference")),
    )
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contracts_category"), ["category"], unique=False)

    op.create_table(
        "joins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_joins_asked_by_people")),
        sa.ForeignKeyConstraint(
            ["from_id"], ["purchases.id"], name=op.f("fk_joins_from_id_purchases")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["purchases.id"], name=op.f("fk_joins_to_id_purchases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joins")),
    )
    with op.batch_alter_table("joins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_joins_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_joins_to_id"), ["to_id"], unique=False)


def downgrade() -> None:
    """Bring a database back to the shape before."""
    with op.batch_alter_table("joins", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_joins_to_id"))
        batch_op.drop_index(batch_op.f("ix_joins_from_id"))

    op.drop_table("joins")
    with op.batch_alter_table("contracts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contracts_category"))

    op.drop_table("contracts")
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        batch_op.drop_index("ix_purchases_category")
        batch_op.drop_column("outside")
        for name in reversed(FACTS):
            batch_op.drop_column(name)
