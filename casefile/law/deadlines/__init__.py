"""Deadlines and limitation: periods, how they are counted, and the days that do not count."""
