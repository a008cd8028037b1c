"""A program that verifies an exported ledger without any of our code."""
