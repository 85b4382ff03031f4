"""Every promise in one table: ``python -m benchmarks``, or ``python -m benchmarks lists`` for some of them.

Those of a whole country take their time and space; they run when they are named (``make scale``).
Each module runs in a process of its own, so that neither memory nor caches of one colour the next.
"""

import multiprocessing
import sys
from pathlib import Path

from benchmarks.table import heading, machine, run

NAMES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if path.stem != "table"))
LONG = ("committee_nation", "nation", "scale")


def main(chosen: tuple[str, ...]) -> int:
    """Print the whole table; 1 when a promise is not kept, 2 for a name that is none."""
    if unknown := sorted(set(chosen) - set(NAMES)):
        print(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    print(machine(), heading(), sep="\n", flush=True)
    fresh = multiprocessing.get_context("spawn")
    kept = True
    for name in chosen or (name for name in NAMES if name not in LONG):
        process = fresh.Process(target=run, args=(name,))
        process.start()
        process.join()
        kept &= process.exitcode == 0
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main(tuple(sys.argv[1:])))
