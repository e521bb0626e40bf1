"""People: who the parties are, what they are in a matter, and who acts for them."""
