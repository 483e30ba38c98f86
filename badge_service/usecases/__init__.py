"""What the service does for a caller, one use case a file; each owns its transaction and knows no HTTP."""
