"""Facts: the chronology of a matter or a party, for the office and for a court."""
