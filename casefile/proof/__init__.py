"""The proof that the log is the one that it was: its Merkle tree, and signed notes of its roots."""
