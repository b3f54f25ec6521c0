"""A suite of four claims, fast enough to be run again and again."""

import pytest

from eval.suites import load_suite
from tests.support.bank_rooms import built, copied, once, room, taken_in
from workspace.workspace import Workspace

__all__ = ["built", "copied", "once", "room", "taken_in"]

CLAIMS = """\
suite: small
type: claim
defaults: {evidence: crew}
cases:
- {id: true-figure, text: "{s-1}.", kind: statistic, cite: [s-1]}
- {id: true-words, text: "“I order on my phone in the van.”", kind: verbatim, cite: [q-12]}
- {id: false-figure, text: "80 % of customers order online.", kind: statistic, cite: [s-1], lie: altered number}
- {id: unseen, text: "The gear wears out sooner than it should.", kind: inference, cite: [q-30], lie: invented}
"""


@pytest.fixture
def own(tmp_path):
    """An empty workspace in which runs are kept."""
    made = Workspace.create(tmp_path / "own")
    yield made
    made.library.close()


@pytest.fixture
def write(tmp_path):
    """Write a suite and give its path."""

    def suite(text=CLAIMS, name="small"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return suite


@pytest.fixture
def small(write):
    """The suite of four claims."""
    return load_suite(write())
