"""Benchmarks: casefile beside what its users would pick instead, each figure in a script."""
