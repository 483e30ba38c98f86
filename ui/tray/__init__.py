"""The demo's card tray beside the real touchscreen: for trying Hubtap out, never part of a kiosk. English only."""
