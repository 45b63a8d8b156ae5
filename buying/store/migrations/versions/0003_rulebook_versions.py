"""versions of the rulebook, and the draft of the next"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | Sequence[str] | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Bring a database from the shape before to this one."""
    op.create_table(
        "rulebook_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("from_files", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["published_by"], ["people.id"], name=op.f("fk_rulebook_versions_published_by_people")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook_versions")),
        sa.UniqueConstraint("from_files", name=op.f("uq_rulebook_versions_from_files")),
    )
    with op.batch_alter_table("rulebook_versions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_rulebook_versions_fingerprint"), ["fingerprint"], unique=False
        )

    op.create_table(
        "rulebook_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=True),
        sa.Column("based_on", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_rulebook_drafts_made_by_people")
        ),
        sa.ForeignKeyConstraint(
            ["published_version"],
            ["rulebook_versions.id"],
            name=op.f("fk_rulebook_drafts_published_version_rulebook_versions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulebook_drafts")),
        sa.UniqueConstraint("is_open", name=op.f("uq_rulebook_drafts_is_open")),
    )


def downgrade() -> None:
    """Bring a database back to the shape before."""
    op.drop_table("rulebook_drafts")
    with op.batch_alter_table("rulebook_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rulebook_versions_fingerprint"))

    op.drop_table("rulebook_versions")
