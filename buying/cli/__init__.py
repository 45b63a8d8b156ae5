"""The ``buywell`` command: the one place where commands meet what they need."""
