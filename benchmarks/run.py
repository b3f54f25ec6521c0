"""Every benchmark that needs nothing but this machine: `make bench`."""

from benchmarks import retrieval


def main() -> None:
    """Run them one after another."""
    retrieval.main()


if __name__ == "__main__":
    main()
