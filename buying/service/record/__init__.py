"""The purchase file: everything about one purchase in one document, fit for an auditor.

``reading`` says who may read one and gives it. ``whole`` puts it together from its parts:
``glance`` (who, what, when), ``rules`` (the way of buying and the checks), ``prices`` (with
``pictures``),
``decisions`` (advice and approval), ``costs`` (what it really cost),
``answers`` (as they are, and as they were) and
``events`` (what happened, in order, with what was ``told``). ``document`` is the shape that
doors set, and ``view`` what one reader may see of a purchase.
"""

from buying.service.record.document import Cell, Part, Picture, Record, Row, Table
from buying.service.record.reading import NotThere, may_read, read

__all__ = [
    "Cell", "NotThere", "Part", "Picture", "Record", "Row", "Table", "may_read", "read",
]  # fmt: skip
