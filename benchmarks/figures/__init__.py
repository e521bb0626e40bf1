"""The figures: one module each, which says what is compared and what is to be reached."""
