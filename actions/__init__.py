"""The rasa-sdk action server, thin: it hands a turn to the service and its cards back."""
