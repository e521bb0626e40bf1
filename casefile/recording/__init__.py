"""The write path: from posted drafts to events on the log and changed answers."""
