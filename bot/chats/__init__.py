"""What Slack and Teams share: taking in what arrives there, and delivering cards."""
