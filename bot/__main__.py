"""`digestbot` and `python -m bot`: the command line, also when Ctrl+C comes while it is still being loaded."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Load the command line and run it; a second Ctrl+C, too, ends it without a traceback."""
    try:
        from bot.cli import main as run_command_line  # here: it takes a moment, in which somebody may change their mind

        run_command_line()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
