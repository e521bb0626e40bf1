"""Names: how whoever and whatever is on record is called, and which names are alike."""
