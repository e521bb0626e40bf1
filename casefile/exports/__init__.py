"""The exports: what casefile knows, as files that other programs open."""
