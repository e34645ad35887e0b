"""What Alembic runs to migrate: the connection, already in a transaction, comes from `digests.adapters.engine`.

There is no alembic.ini and no logging set-up here: the program that opens the store decides about both. Nobody else
writes meanwhile: the transaction has the lock of writers. SQLite enforces foreign keys, so a migration that rebuilds a
table with Alembic's batch mode would delete what refers to it by cascade: copy the referring rows aside first.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
