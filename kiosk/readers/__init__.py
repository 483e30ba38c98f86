"""Card readers: where taps come from. Each driver implements ``kiosk.ports.CardReader``."""
