"""What is looked for when nobody waits for a post any more, and told in its receipt."""
