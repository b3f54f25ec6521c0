"""Every benchmark that needs nothing but this machine: `make bench`."""

import sys

from benchmarks.claims import main as measure_claims
from benchmarks.retrieval.__main__ import main as measure_retrieval


def main() -> int:
    """Run them one after another; 1 when a bar is missed."""
    sys.argv[1:] = []
    missed = measure_claims()
    measure_retrieval()
    return missed


if __name__ == "__main__":
    sys.exit(main())
