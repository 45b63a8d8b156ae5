"""Pure rules of small purchases: no database, no network, no clock, no channel."""
