"""How long the first minute takes: `digestbot --help`, and the demo from a cold process, with its peak memory.

Run: .venv/bin/python -m tests.benchmarks.start
"""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 5
DIGESTBOT = Path(sys.executable).with_name("digestbot")
COMMANDS = {
    "`digestbot --help`": ["--help"],
    "`digestbot demo`": ["demo"],
    "`digestbot group seeds`": ["group", "seeds"],
    "`digestbot digest seeds -l fr -f html`": ["digest", "seeds", "-l", "fr", "-f", "html"],
}


def main() -> None:
    """Print a table: median and worst wall time of five runs, and the highest peak memory of any process so far."""
    print("| command | median s | worst s | peak MB |")
    print("| --- | --- | --- | --- |")
    for name, arguments in COMMANDS.items():
        seconds = []
        for _ in range(RUNS):
            started = time.perf_counter()
            subprocess.run([str(DIGESTBOT), *arguments], check=True, capture_output=True)
            seconds.append(time.perf_counter() - started)
        # ru_maxrss of children is the maximum over all that have ended, so the commands stand in order of their size.
        peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"| {name} | {statistics.median(seconds):.2f} | {max(seconds):.2f} | {peak_mb:.0f} |")


if __name__ == "__main__":
    main()
