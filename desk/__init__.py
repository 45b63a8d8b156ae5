"""Pages for commissioning specialists, administrators and auditors."""
