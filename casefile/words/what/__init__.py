"""What: the words for events and for their fields."""
