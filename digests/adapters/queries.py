"""Statements over any number of values, in SQL that SQLite and PostgreSQL both take.

In: an open connection, tables and values. Out: rows, or rows written.

    for row in rows_in(connection, select(ARTICLE), ARTICLE.c.id, ids):
        ...
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table
from sqlalchemy.dialects import postgresql, sqlite

# SQLite takes at most 999 variables a statement before 3.32, 32,766 after (sqlite.org/limits.html#max_variable_number),
# and a statement may name its batch twice.
BATCH_SIZE = 400


def batches(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield the distinct values in lists that one statement can hold."""
    distinct = iter(dict.fromkeys(values))
    while batch := list(islice(distinct, BATCH_SIZE)):
        yield batch


def rows_in(
    connection: Connection, statement: Select[*tuple[Any, ...]], column: ColumnElement[str], values: Iterable[str]
) -> Iterator[Row[*tuple[Any, ...]]]:
    """Yield the rows whose column is one of the values, however many those are."""
    for batch in batches(values):
        yield from connection.execute(statement.where(column.in_(batch)))


def rows_of(
    connection: Connection,
    statement: Select[*tuple[Any, ...]],
    column: ColumnElement[str],
    values: Iterable[str] | None,
) -> Iterable[Row[*tuple[Any, ...]]]:
    """Return the rows whose column is one of the values, or all rows where None are named."""
    return connection.execute(statement) if values is None else rows_in(connection, statement, column, values)


def upsert(
    connection: Connection,
    table: Table,
    rows: Collection[Mapping[str, object]],
    *,
    changing: Iterable[str] | None = None,
) -> None:
    """Insert the rows; where the primary key is taken, the columns named by `changing`, or all, get the new values."""
    if not rows:
        return  # SQLAlchemy takes an empty list of rows for one row of defaults
    if changing is None:
        changing = [column.name for column in table.columns if not column.primary_key]
    statement = _insert(connection, table)
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key), set_={name: statement.excluded[name] for name in changing}
    )
    connection.execute(statement, list(rows))


def insert_missing(connection: Connection, table: Table, rows: Collection[Mapping[str, object]]) -> None:
    """Insert the rows whose primary key is free."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    # The two do the same and say so in the same words, but have no class in common that knows of conflicts.
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
