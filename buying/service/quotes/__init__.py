"""Files that people send for a purchase, such as quotes: kept as they came, and read.

``files`` keeps them and gives them back. ``reading`` has a file read by ``reader``, a process of
its own with little memory, little time and no way out; ``found`` is what came of it.

Nothing is imported here: the reader's process starts through this package and stays small.
"""
