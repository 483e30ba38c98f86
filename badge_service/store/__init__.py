"""The service's database, SQLite or PostgreSQL: the only SQLAlchemy at the centre."""
