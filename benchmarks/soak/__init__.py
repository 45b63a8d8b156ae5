"""Thousands of turns through Slack and Teams while everything around goes wrong."""
