"""The register of contracts that the organisation has, and can buy from (P2).

``register`` finds and lists them; ``imports`` takes them in from a file.
"""

from buying.service.contracts.imports import import_file
from buying.service.contracts.register import (
    ContractView,
    UnknownContract,
    fitting,
    listed,
    retire,
)
from buying.service.contracts.reports import ContractReport

__all__ = [
    "ContractReport", "ContractView", "UnknownContract", "fitting", "import_file", "listed",
    "retire",
]  # fmt: skip
