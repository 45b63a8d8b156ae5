"""The supplier list: who is preferred for a purchase, who is known, who is new (P5, P10).

``register`` finds and adds suppliers; ``imports`` takes them in from files.
"""

from buying.service.suppliers.familiarity import is_familiar
from buying.service.suppliers.files import SupplierFileError
from buying.service.suppliers.imports import history, import_file
from buying.service.suppliers.register import add, everybody, find, preferred_for
from buying.service.suppliers.reports import Change, ImportReport, ImportView, Line
from buying.service.suppliers.views import Familiarity, SupplierView

__all__ = [
    "Change", "Familiarity", "ImportReport", "ImportView", "Line", "SupplierFileError",
    "SupplierView", "add", "everybody", "find", "history", "import_file", "is_familiar",
    "preferred_for",
]  # fmt: skip
