"""Which: the party, the item, the entry or the event that is meant."""
