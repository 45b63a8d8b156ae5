"""How fast a turn is, as ratios against a stock Rasa bot: ``python -m benchmarks``."""
