"""The National Labor Relations Board: its log of representation cases, as CSV tables."""
