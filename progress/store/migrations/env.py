"""Run by alembic: migrates over the connection, and within the transaction, that the store hands in."""

from alembic import context

from progress.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
