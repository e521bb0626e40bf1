"""Words: what people type is read, and what a door says is worded."""
