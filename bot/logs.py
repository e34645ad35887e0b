"""Logging: one line per unit of work, `event key=value …`, on stderr, with every secret taken out.

What libraries log goes the same way. Nothing that is logged is trusted to be harmless: addresses lose passwords and
query values, tokens are cut, control characters are escaped.
"""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from bot.formats.typography import harmless
from digests.links import without_secrets


def set_up_logs(level: str) -> None:
    """Send what this program and its libraries log at `level` or above to stderr."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_secrets,
                structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it has a line for each tick, and for each that waits
    # Below that it logs whatever Discord tells of and is told: what people have typed, and articles.
    logging.getLogger("discord").setLevel(max(root.level, logging.INFO))
    # It connects again by itself, every few seconds, and to say so with a traceback each time helps nobody.
    logging.getLogger("discord.shard").addFilter(_in_brief)


def _in_brief(record: logging.LogRecord) -> bool:
    if record.exc_info and record.exc_info[0]:
        record.msg, record.args = f"{record.getMessage()} ({record.exc_info[0].__name__})", ()
        record.exc_info = None
    return True


def _without_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    # The last step before the line is written, so that no caller and no library can forget it.
    return {key: value if isinstance(value, (int, float)) else _safe(str(value)) for key, value in event.items()}


def _safe(text: str) -> str:
    return harmless(without_secrets(text))
