"""What leaves the house: calendar files, tables, reports."""
