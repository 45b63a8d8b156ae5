"""Whole-life costs without a purchase: options in, sums out, the same through every door.

``work`` works a request out. ``request`` and ``figures`` are the shape of what is asked,
``json_text`` reads it as JSON, ``mistakes`` says what is wrong with it and where. ``options`` makes
it into options of the domain by the organisation's ``rules``; ``answer`` is the shape of what is
answered and ``telling`` writes it. ``schema`` describes both, ``written`` puts a request back into
JSON, and ``purchase`` begins one from the prices of a purchase.
"""

from buying.service.costing.answer import Answer
from buying.service.costing.json_text import LARGEST, read
from buying.service.costing.mistakes import Mistake, Refused
from buying.service.costing.request import Request, read_request
from buying.service.costing.rules import rules_in_force, rules_of_files
from buying.service.costing.work import Worked, answer, chart, work_out
from buying.service.costing.written import Data, written

__all__ = [
    "LARGEST",
    "Answer",
    "Data",
    "Mistake",
    "Refused",
    "Request",
    "Worked",
    "answer",
    "chart",
    "read",
    "read_request",
    "rules_in_force",
    "rules_of_files",
    "work_out",
    "written",
]
