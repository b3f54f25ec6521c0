"""Fifty reviewers on one workspace at once: every write they were told of is there, and nothing else is."""

import random
import threading
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from personas.claims import Claim
from personas.draft import Draft
from personas.errors import Refused, Stale
from personas.library.events import broken_event, list_events
from workspace.reviewing import review
from workspace.workspace import Workspace

REVIEWERS = 50
PATIENCE = 300
"""Seconds after which a reviewer who still waits is stuck."""
DRAFT = "d-1"


class Done(NamedTuple):
    """One write that a reviewer was told had happened."""

    actor: str
    action: str
    claim_id: str
    revision: int


class Reviewer(threading.Thread):
    """Reads a claim, acts on what was read, and is refused when somebody was faster.

    Goes on until the time is over and something of its own was written, however slow the machine is.
    """

    def __init__(self, shop: Workspace, name: str, ends: float) -> None:
        super().__init__(name=name, daemon=True)
        self._shop, self._ends = shop.acting(name), ends
        self._random = random.Random(name)
        self.done: list[Done] = []
        self.refused: Counter[str] = Counter()
        self.errors: list[BaseException] = []

    def run(self) -> None:
        while time.monotonic() < self._ends or not (self.done or self.errors):
            try:
                self._once()
            except Refused as refusal:
                self.refused[type(refusal).__name__] += 1
            except BaseException as error:
                self.errors.append(error)

    def _once(self) -> None:
        claim = self._random.choice(review.load(self._shop, DRAFT).claims)
        action = self._random.choice(("accept", "reject", "edit", "undo"))
        after = self._act(action, claim).claim(claim.id)
        assert after is not None
        self.done.append(Done(self.name, action, claim.id, after.revision))

    def _act(self, action: str, claim: Claim) -> Draft:
        seen = {claim.id: claim.revision}
        match action:
            case "edit":
                words = f"Words of {self.name}, {claim.revision}."
                return review.edit(self._shop, DRAFT, claim.id, words, actor=self.name, seen=seen)
            case "undo":
                return review.undo(self._shop, DRAFT, claim.id, actor=self.name, seen=seen)
            case "reject":
                return review.decide(self._shop, DRAFT, [claim.id], "reject", actor=self.name, seen=seen,
                                     reason="not useful")  # fmt: skip
        return review.decide(self._shop, DRAFT, [claim.id], "accept", actor=self.name, seen=seen)


@pytest.mark.parametrize("seconds", [2, pytest.param(60, marks=pytest.mark.heavy)])
def test_fifty_reviewers_lose_no_update_and_meet_no_error_but_the_refusals(
    shop: Workspace, desk: Path, seconds: int
) -> None:
    before = review.load(shop, DRAFT)
    ends = time.monotonic() + seconds
    reviewers = [Reviewer(shop, f"reviewer-{number}", ends) for number in range(REVIEWERS)]
    for one in reviewers:
        one.start()
    for one in reviewers:
        one.join(seconds + PATIENCE)
    assert not [one.name for one in reviewers if one.is_alive()]
    assert [error for one in reviewers for error in one.errors] == []
    done = [write for one in reviewers for write in one.done]
    after = review.load(shop, DRAFT)
    with shop.library.read() as connection:
        events = list_events(connection, DRAFT)
        assert broken_event(connection) is None
    told = [Done(one.actor, one.action, one.subject.split("/")[1], one.details["revision"]) for one in events]
    assert sorted(told) == sorted(done)
    assert after.version == before.version + len(done)
    for claim in after.claims:
        revisions = sorted(write.revision for write in done if write.claim_id == claim.id)
        assert revisions == list(range(2, claim.revision + 1))
    refused = sum((one.refused for one in reviewers), Counter[str]())
    assert set(refused) <= {Stale.__name__, Refused.__name__}
    assert {one.actor for one in done} == {one.name for one in reviewers}
