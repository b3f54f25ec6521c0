"""How long drafts take beside the model's own time, and what they send: `python -m benchmarks.drafting WORKSPACE`.

Drafts a workspace's segments again and again, side by side, against a server on this machine that answers after a
second. The bar: 1.25 x (calls / concurrency x latency + processor seconds / 2).
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Semaphore

from agent.tokens import count_tokens
from personas.draft import Draft
from tests.support.openai_server import Answer, Asked, OpenAIServer, honest
from workspace import segmenting
from workspace.drafting import drafting
from workspace.workspace import Workspace

ALLOWED = 1.25


def main() -> None:
    """Draft, and print what it took."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("workspace", type=Path, help="a copy of a workspace with segments: drafts are stored in it")
    wanted.add_argument("--drafts", type=int, default=100)
    wanted.add_argument("--latency", type=float, default=1.0, help="seconds that each answer takes")
    wanted.add_argument("--concurrency", type=int, default=16, help="calls under way at a time")
    asked = wanted.parse_args()
    with OpenAIServer(author=_slow(asked.latency)) as server:
        room = _with_model(asked.workspace, server.base_url, asked.concurrency)
        wall, processor = time.monotonic(), time.process_time()
        made = _drafted(room, asked.drafts, asked.concurrency)
        wall, processor = time.monotonic() - wall, time.process_time() - processor
    _report(made, server, wall, processor, asked)


def _slow(latency: float) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(data=honest(asked), delay=latency)


def _with_model(folder: Path, base_url: str, concurrency: int) -> Workspace:
    settings = f'base_url = "{base_url}"\nmodel = "scripted"\nmax_concurrency = {concurrency}\n'
    (folder / "verism.toml").write_text(settings, encoding="utf-8")
    return Workspace.open(folder)


def _drafted(room: Workspace, count: int, concurrency: int) -> list[Draft]:
    """As `drafting.draft_several` does it, but with each segment as often as it takes, each time by another author."""
    names, gate = [segment.id for segment in segmenting.segments(room)], Semaphore(concurrency)

    def one(number: int) -> Draft:
        name, author = names[number % len(names)], f"benchmark-{number}"
        return drafting.draft_segment(room, name, actor=author, writer="llm", gate=gate)

    with ThreadPoolExecutor(concurrency) as pool:
        return list(pool.map(one, range(count)))


def _report(made: list[Draft], server: OpenAIServer, wall: float, processor: float, asked: argparse.Namespace) -> None:
    calls = len(server.requests)
    allowed = ALLOWED * (calls / asked.concurrency * asked.latency + processor / 2)
    each = processor / len(made)
    print(f"{len(made)} drafts, {calls} calls of {asked.latency:g} s at concurrency {asked.concurrency}")
    print(f"wall {wall:.1f} s, allowed {allowed:.1f} s; processor {processor:.1f} s, {each:.2f} s a draft")
    tokens = _tokens(server)
    for part, count in sorted(tokens.items(), key=lambda pair: -pair[1]):
        print(f"prompt tokens a draft, {part}: {count / len(made):,.0f}")
    print(f"prompt tokens a draft, in all: {sum(tokens.values()) / len(made):,.0f}")


def _tokens(server: OpenAIServer) -> dict[str, int]:
    """Prompt tokens by part, counted here."""
    found: dict[str, int] = defaultdict(int)
    for body in server.requests:
        one = Asked(body)
        section = one.prompt.rpartition("\nSection: ")[2].partition("\n")[0]
        found[section if one.task == "section" else one.task] += count_tokens(one.prompt)
    return found


if __name__ == "__main__":
    main()
