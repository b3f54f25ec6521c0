"""Progress messages from the updates of the workflow's graph."""

from collections.abc import Iterator, Mapping
from typing import Any

from agent.drafting.request import Progress

_WRITTEN_AND_TOLD = "write: {part}"


class Told:
    """Counts finished steps; a resumed run begins where it left off."""

    def __init__(self, progress: Progress | None, values: Mapping[str, Any]) -> None:
        self._progress = progress
        self._steps = 1
        if values:
            self._steps = len(values.get("parts", ())) + 2
        self._done = len(values.get("outcomes", ())) + 1 if values else 0

    def update(self, news: Mapping[str, Any]) -> None:
        """Report the steps in one update of the graph: node -> what it wrote."""
        for node, wrote in news.items():
            if isinstance(wrote, Mapping):
                for step in self._named(node, wrote):
                    self._report(step)

    def _named(self, node: str, wrote: Mapping[str, Any]) -> Iterator[str]:
        parts = list(wrote.get("outcomes", ()))
        match node:
            case "plan":
                self._steps = len(wrote["parts"]) + 2
                yield "plan"
            case "write":
                yield from (_WRITTEN_AND_TOLD.format(part=part) for part in parts)
            case "check":
                yield "check"
            case "narrate" | "map_journey":
                yield from parts

    def _report(self, step: str) -> None:
        self._done = min(self._done + 1, self._steps)
        if self._progress is not None:
            self._progress(step, self._done, self._steps)
