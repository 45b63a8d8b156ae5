"""The page of the desk on which specialists try costs side by side.

``sheet`` holds what stands in the boxes, ``amounts`` reads and writes one amount, ``link`` packs a
sheet into an address, ``routes`` are the pages.
"""

from desk.costs.routes import router

__all__ = ["router"]
