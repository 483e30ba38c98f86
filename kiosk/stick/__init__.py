"""A USB stick: what the daemon asks, and the one small program that may look at it."""
