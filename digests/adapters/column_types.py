"""The types of columns beyond SQLAlchemy's own: moments, lengths of time, sets of numbers, any text.

Column("fetched_at", UtcTime, nullable=False)   # takes and gives a datetime with a time zone
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC to the microsecond.

    SQLite keeps it as text of fixed width, so that text order is time order. A naive datetime is a bug and refused.
    """

    impl = DateTime
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises ValueError for one without time zone."""
        if value is not None and value.utcoffset() is None:
            raise ValueError("a time without time zone cannot be stored")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; SQLite forgets the zone, PostgreSQL answers in that of its session."""
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value and value.astimezone(UTC)


SECOND = timedelta(seconds=1)


class Seconds(TypeDecorator[timedelta]):
    """A length of time, kept in whole seconds; a part of one counts as one, so that nobody is asked too early."""

    impl = BigInteger  # the longest timedelta has 47 bits
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """Return the number of seconds, rounded up, but never more than can be read again."""
        if value is None:
            return None
        seconds, rest = divmod(value, SECOND)
        return min(seconds + bool(rest), timedelta.max // SECOND)

    def process_result_value(self, value: int | None, dialect: Dialect) -> timedelta | None:
        """Return the length of time."""
        return None if value is None else timedelta(seconds=value)


class Numbers(TypeDecorator[frozenset[int]]):
    """A set of a few whole numbers, kept as text: `5,6,23`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Dialect) -> str:
        """Return the numbers in order."""
        return ",".join(map(str, sorted(value or ())))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[int]:
        """Return the numbers."""
        return frozenset(map(int, value.split(","))) if value else frozenset()


class Storable(TypeDecorator[str]):
    """Any text, without what no database keeps: NUL is left out, half of a surrogate pair becomes a question mark."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what can be stored, as a plain str also where it is a StrEnum."""
        return value if value is None else value.replace("\0", "").encode(errors="replace").decode()
