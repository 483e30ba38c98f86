"""What the kiosk and the centre agree on. Pure: no clock, no randomness, no input or output."""
