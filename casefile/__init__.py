"""casefile: an append-only, bitemporal record of legal casework."""

__version__ = "0.1.0"
