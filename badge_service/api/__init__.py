"""What kiosks talk to: HTTP in, use cases behind."""
