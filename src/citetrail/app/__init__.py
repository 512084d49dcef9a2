"""Settings and wiring: the one place that builds real things and reads the clock."""
