"""The pages: what a person at a desk asks and records, as HTML that needs no script."""
