"""Who is asking: users with a role, each known by a token."""
