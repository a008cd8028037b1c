"""One file for each fault that reached somebody, named after what went wrong."""
