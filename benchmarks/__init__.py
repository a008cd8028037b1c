"""Benchmarks: seeded problems, solved by us, by CP-SAT and by the naive PuLP + CBC model side by side.

``python -m benchmarks [name...]`` prints a table; each measure runs in a process of its own.
"""
