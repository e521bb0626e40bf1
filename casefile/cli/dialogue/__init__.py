"""Dialogue: at a terminal what is refused is asked, one question at a time, and then recorded."""
