"""The importers: one file per source, each a pure function from its records to events."""
