"""Light and sound: each driver implements ``kiosk.ports.Signals``."""
