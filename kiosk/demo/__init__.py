"""The whole system on one machine, with a simulated reader and made-up members. Never part of a real kiosk."""
