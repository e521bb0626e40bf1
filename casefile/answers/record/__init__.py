"""The record: the events of the log as they were recorded."""
