"""Faults put on purpose into plans without any, to see that the checker finds each and nothing else."""
