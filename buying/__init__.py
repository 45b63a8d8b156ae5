"""Buywell's product: small purchases by people who do not buy for a living."""
