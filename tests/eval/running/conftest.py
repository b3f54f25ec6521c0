"""A suite of four claims, fast enough to be run again and again, and the example company that is broken on purpose."""

import shutil

import pytest

from eval.metrics import metric
from eval.running import opening, run_suites
from eval.running.rooms import Room
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


@pytest.fixture(scope="module")
def company(built, tmp_path_factory):
    """A copy of the example company for the suites of a module: its drafts and runs grow, and nobody reads them."""
    opened = Workspace.open(shutil.copytree(built, tmp_path_factory.mktemp("company") / "shop"))
    yield opened
    opened.library.close()


@pytest.fixture
def put(company, write, monkeypatch):
    """Run a suite over the example company as it is at that moment; gives its figures and the bars that it misses."""
    monkeypatch.setattr(opening, "open_room", lambda *_, **__: Room("bank", company))

    def run(text, **options):
        [suite] = run_suites(company, [load_suite(write(text))], actor="eve", **options).suites
        return {name: figure.value for name, figure in suite.metrics.items()}, suite.missed

    return run


@pytest.fixture(scope="module")
def whole():
    """Suite and options -> the figures of the product as it is, and the bars that it misses, for several tests."""
    return {}


@pytest.fixture
def moved(put, whole):
    """Assert that figures of a suite got worse through a change, which is made by calling it; the rest is as `put`."""

    def compare(text, change, names, **options):
        put_so = (text, *options.items())
        if put_so not in whole:
            whole[put_so] = put(text, **options)
        before, unbarred = whole[put_so]
        change()
        after, missed = put(text, **options)
        for name in names:
            assert worse(name, before[name], after[name]), (name, before[name], after[name])
        return before, after, [words for words in missed if words not in unbarred]

    return compare


def worse(name, before, after):
    """Whether a figure went the way that is not the better one; of those without a better way, down."""
    match metric(name).better:
        case "lower":
            return after > before
        case "zero":
            return abs(after) > abs(before)
        case _:
            return after < before
