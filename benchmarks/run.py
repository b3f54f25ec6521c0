"""Every benchmark that needs nothing but this machine: `make bench`."""

import sys

from benchmarks.retrieval.__main__ import main as measure_retrieval


def main() -> None:
    """Run them one after another."""
    sys.argv[1:] = []
    measure_retrieval()


if __name__ == "__main__":
    main()
