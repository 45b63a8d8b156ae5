"""Tables, queries and migrations. Only ``buying.service`` imports this."""
