"""Run by alembic: migrations join the transaction that their caller opened, so that they roll back whole."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=False, transaction_per_migration=False)
context.run_migrations()
