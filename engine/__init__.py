"""Rasa's own process: Python 3.10, loopback only. Nothing else imports this package."""
