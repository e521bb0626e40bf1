"""Dockets: the matters of the office, their numbers, and the courts that these are of."""
