"""When: days and hours as people type them."""
