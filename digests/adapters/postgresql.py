"""What is particular to PostgreSQL: how long it may take, how a transaction begins, what its errors mean.

In: a URL of SQLAlchemy, a new engine, an error of the driver. Out: options, listeners, clauses a person understands.

    engine = create_engine(url, **options(url))
    prepare(engine)
"""

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL

if TYPE_CHECKING:
    import psycopg

_SERVER_SETTINGS = {
    # No statement here takes a second; one that takes this long has met a fault, and its thread is wanted elsewhere.
    "statement_timeout": "30s",
    "lock_timeout": "5s",  # as long as SQLite waits for another writer
    # A process that was stopped in the middle of a transaction must not keep the others waiting for ever.
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",  # in another the first and the last moment that Python knows would be in years that it does not
}
_CLIENT_SETTINGS = {
    "connect_timeout": "5",
    # A server that vanished without a word is noticed within half a minute rather than after hours.
    "keepalives_idle": "15",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
    "fallback_application_name": "digestbot",
}
_LOCK = int.from_bytes(b"digests", "big")  # any number that other programs in the same database do not take

_BEGIN_WITH = "begin_with"
# What SQLite does, so that the two behave alike. A transaction of reads sees one state of the database. Of writes there
# is one at a time: nobody changes what another has just read, and none can wait for each other for ever.
READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
WRITING: dict[str, Any] = {_BEGIN_WITH: f"SELECT pg_advisory_xact_lock({_LOCK})"}
# A table of millions of rows takes its time to change.
MIGRATING = "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"


def options(url: URL) -> dict[str, Any]:
    """Return what `create_engine` is to know beside the URL; what the URL says of the same things counts."""
    settings = [f"-c {key}={value}" for key, value in _SERVER_SETTINGS.items()]
    asked = url.query.get("options", "")
    settings += asked if isinstance(asked, tuple) else [asked]  # the last of several counts
    connect_args = {key: value for key, value in _CLIENT_SETTINGS.items() if key not in url.query}
    # Asked before each use whether the server is still there: it may have been restarted.
    return {"connect_args": connect_args | {"options": " ".join(settings).strip()}, "pool_pre_ping": True}


def prepare(engine: Engine) -> None:
    """Let the engine set up each connection and begin its transactions."""
    from psycopg.types.string import StrDumperUnknown  # only those who have a PostgreSQL have its driver

    class WithoutNul(StrDumperUnknown):
        """Writes a text as it is but for U+0000, which PostgreSQL cannot hold: as what stands for the unreadable."""

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    def set_up(connection: "psycopg.Connection[Any]", _record: object) -> None:
        connection.adapters.register_dumper(str, WithoutNul)

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", _begin)


def _begin(connection: Connection) -> None:
    if first := connection.get_execution_options().get(_BEGIN_WITH):
        connection.exec_driver_sql(first)


def name(url: URL) -> str:
    """Return what a person knows the database by: never user or options, which may hold a password."""
    hosts = url.host or url.query.get("host", "")
    host = hosts if isinstance(hosts, str) else ", ".join(hosts)
    return f"{url.database or 'of its user'} on {'this machine' if not host or host.startswith('/') else host}"


# ---- errors

# By SQLSTATE, postgresql.org/docs/current/errcodes-appendix.html
_REASONS = {
    "25006": "it can be read but not written",
    "40001": "another program changed the same rows at the same moment; trying again will help",
    "40P01": "another program changed the same rows at the same moment; trying again will help",
    "53100": "the disk of the server is full",
    "53200": "the server has no memory left",
    "53300": "the server takes no more connections",
    "55P03": "another program keeps it locked",
    "57014": "the server took too long to answer",
    "57P01": "the server is being stopped or restarted",
    "57P02": "the server is being stopped or restarted",
    "57P03": "the server is being started or stopped",
}
# A connection that was not made has no SQLSTATE. The words are those of libpq and of servers that speak English.
_NOT_CONNECTED = (
    (r"password authentication failed|no password supplied", "the server does not accept its user and password"),
    (r"role .* does not exist|not permitted to log in", "the server knows no such user"),
    (r"database .* does not exist", "the server has no database of this name"),
    (r"starting up|shutting down|recovery mode", "the server is being started or stopped"),
    (r"too many clients|too many connections|connection slots", "the server takes no more connections"),
    (r"no pg_hba\.conf entry|authentication failed", "the server does not let this user in from here"),
    (r"permission denied for database", "its user has no right to connect"),
    (r"failed to resolve|could not translate", "there is no host of this name"),
    (r"refused|timeout|timed out|No such file|unreachable|No route", "the server does not answer; is it running?"),
    (r"SSL|certificate", "no secure connection can be made to the server"),
    (r"invalid|bad value|FATAL:  (-c|unrecognized|parameter)", "its URL has an option that is wrong"),
)


def reason(_url: URL, error: BaseException) -> str:
    """Return as a clause why the driver failed."""
    says = str(error).strip()
    first_line = says.partition("\n")[0].rstrip(".")
    state = getattr(error, "sqlstate", None)
    if state == "42501":
        return f"its user lacks a right ({first_line})"
    if state is not None:
        return _REASONS.get(state, first_line)
    for pattern, clause in _NOT_CONNECTED:
        if re.search(pattern, says):
            return clause
    # Not in the words of the driver, who may quote an option of the URL.
    return "the connection to the server failed or was lost"
