"""The command line: one file a command, for people first and with --json for machines."""
