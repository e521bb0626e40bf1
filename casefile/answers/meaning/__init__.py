"""Meaning: which matter, party, event, item or entry somebody means."""
