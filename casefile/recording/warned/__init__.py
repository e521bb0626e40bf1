"""What a post itself warns of, beside what it changes."""
