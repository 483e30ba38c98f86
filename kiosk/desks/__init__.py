"""One desk a role: what a message of that role means for the daemon."""
