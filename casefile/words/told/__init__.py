"""Told: a sentence of what has happened, parted into the acts that it tells of."""
