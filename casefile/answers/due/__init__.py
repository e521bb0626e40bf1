"""Due: hearings, deadlines and all else that the calendar has."""
