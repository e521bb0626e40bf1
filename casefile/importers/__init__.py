"""What comes in: sources, a folder each, and the intake that records what they say."""
