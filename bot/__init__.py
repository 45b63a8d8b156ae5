"""The front doors of chat: each knows who speaks, hands turns over and renders cards."""
