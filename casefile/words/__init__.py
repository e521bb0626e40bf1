"""Words: what people type is read here, and what a door says is worded here."""
