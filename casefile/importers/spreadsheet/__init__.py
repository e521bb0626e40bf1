"""Spreadsheets: any table saved as CSV, read by a mapping file."""
