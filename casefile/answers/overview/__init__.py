"""Overview: questions of the whole office, which read all of its parties or matters."""
