"""The standard that the product serves."""

from __future__ import annotations

STANDARD_CRITERIA = tuple(f"P{number}" for number in range(1, 18))
"""Its performance criteria: small purchases by non-specialists, P1 to P17."""
