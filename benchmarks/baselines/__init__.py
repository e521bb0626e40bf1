"""Baselines: what the driver and the framework can do with nothing of casefile around them."""
