"""Standing: how a party stands as of a day, how it has stood, and what that rests on."""
