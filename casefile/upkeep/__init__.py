"""Upkeep: the log recomputed, to verify, rebuild, mend and restore it."""
