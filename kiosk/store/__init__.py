"""The kiosk's database: SQLite through SQLAlchemy Core, on one writing connection."""
