"""The words of articles, and what they are looked up in: FTS5 of SQLite, a GIN index of PostgreSQL.

Only adds. The words are those of today's `search_words`: whoever changes what is indexed fills the table anew.
"""

import sqlalchemy as sa
from alembic import op

from digests.search_words import indexed_words

revision = "0006"
down_revision = "0005"

BATCH_SIZE = 1000

# All that is not a letter, a digit or a mark on one is between words; `indexed_words` writes nothing else but blanks.
# Nothing is ranked by the length of articles, so that it is not kept (columnsize).
SQLITE = """
CREATE VIRTUAL TABLE article_index USING fts5(
    words, content='article_words', content_rowid='number', columnsize=0,
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* M*'"
)
"""
FORGET = "INSERT INTO article_index (article_index, rowid, words) VALUES ('delete', old.number, old.words);"
REMEMBER = "INSERT INTO article_index (rowid, words) VALUES (new.number, new.words);"
TRIGGERS = {"INSERT": REMEMBER, "UPDATE": FORGET + REMEMBER, "DELETE": FORGET}
POSTGRESQL = "CREATE INDEX article_index ON article_words USING gin (to_tsvector('simple', words))"


def upgrade() -> None:
    """Add the table, fill it, and index it."""
    op.create_table(
        "article_words",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_article_words_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_article_words"),
        sa.UniqueConstraint("article_id", name="uq_article_words_article_id"),
    )
    _fill(op.get_bind())
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL)
        return
    op.execute(SQLITE)
    op.execute("INSERT INTO article_index (article_index) VALUES ('rebuild')")
    for event, action in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER article_words_{event.lower()} AFTER {event} ON article_words BEGIN {action} END")


def _fill(connection: sa.Connection) -> None:
    """Keep the words of all articles, some at a time: all texts together need not fit into memory."""
    article = sa.table("article", sa.column("id"), sa.column("title"), sa.column("text"))
    words = sa.table("article_words", sa.column("article_id"), sa.column("words"))
    next_rows = sa.select(article).order_by(article.c.id).limit(BATCH_SIZE)
    rows = connection.execute(next_rows).all()
    while rows:
        found = [{"article_id": row.id, "words": indexed_words(row.title, row.text)} for row in rows]
        connection.execute(words.insert(), found)
        rows = connection.execute(next_rows.where(article.c.id > rows[-1].id)).all()


def downgrade() -> None:
    """Drop them, the triggers with their table."""
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("article_index")
    op.drop_table("article_words")
