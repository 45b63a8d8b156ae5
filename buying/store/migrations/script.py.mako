"""${message}"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision: str = ${repr(up_revision)}
down_revision: str | Sequence[str] | None = ${repr(down_revision)}
branch_labels: str | Sequence[str] | None = ${repr(branch_labels)}
depends_on: str | Sequence[str] | None = ${repr(depends_on)}


def upgrade() -> None:
    """Bring a database from the shape before to this one."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Bring a database from this shape back to the one before."""
    ${downgrades if downgrades else "pass"}
