"""Calendar feeds that phones subscribe to: rendered from what is published, served over HTTP."""
