"""What the daemon does for people, each in its own transaction; adapters are handed in as ports."""
