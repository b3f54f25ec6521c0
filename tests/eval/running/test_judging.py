"""A judge in a run: its word stands beside how far people agree with it, and makes nothing pass."""

import pytest

from agent.judging import Judgement
from eval.metrics import judge_support
from eval.running import load, run_suites
from eval.running.judging import beside_people
from eval.running.results import Figure, SuiteReport
from eval.suites import ClaimCase, labelled_passages, load_suite
from eval.suites.evidence import load_evidence
from personas.errors import PrerequisiteMissing, Refused
from tests.support.figures import figures
from tests.support.openai_server import Answer, OpenAIServer
from workspace.workspace import Workspace

SUITE = """\
suite: small
type: claim
defaults: {evidence: crew}
cases:
- {id: true-figure, text: "{s-1}.", kind: statistic, cite: [s-1]}
- {id: true-words, text: "“I order on my phone in the van.”", kind: verbatim, cite: [q-12]}
- {id: true-theme, text: "{t-1} say that jackets run small.", kind: theme, cite: [t-1], scope: [12, 50]}
- {id: false-figure, text: "80 % of customers order online.", kind: statistic, cite: [s-1], lie: altered number}
- {id: false-words, text: "“I order on my boat.”", kind: verbatim, cite: [q-12], lie: altered quote}
- {id: false-theme, text: "Jackets run large.", kind: theme, cite: [t-1], lie: contradiction}
- {id: by-its-place, text: "“I order on my phone in the van.”", kind: verbatim, cite: [q-12], lie: wrong segment}
- {id: beyond, text: "A phone suits them.", kind: inference, cite: [q-12]}
"""
LIES = ("80 %", "boat", "large")


@pytest.fixture
def judged_by(own):
    """Run the suite with a scripted judge; gives the judge's report and the run."""
    opened = []

    def run(author, text_of_suite, **more):
        with OpenAIServer(author=author) as server:
            settings = {"judge_model": "second", "judge_base_url": server.base_url, "max_retries": 0, **more}
            room = Workspace.open(own.folder, settings=own.settings.model_copy(update=settings))
            opened.append(room)
            return run_suites(room, [load_suite(text_of_suite)], actor="eve", judge=True)

    yield run
    for one in opened:
        one.library.close()


def says(verdict):
    return {"reason": "So it stands.", "verdict": verdict}


def honest_judge(asked):
    claim = asked.prompt.rpartition("<claim>")[2]
    return says("contradicted" if any(word in claim for word in LIES) else "supported")


def test_claims_that_only_lie_beside_their_words_are_not_put_to_a_judge(write):
    labels = labelled_passages([load_suite(write(SUITE))])
    assert {case.id: case.supported for case in labels.cases} == {
        "small/true-figure": True, "small/true-words": True, "small/true-theme": True,
        "small/false-figure": False, "small/false-words": False, "small/false-theme": False,
    }  # fmt: skip
    assert "12 of 50 respondents" in next(case.passage for case in labels.cases if case.id == "small/true-theme")


def test_without_labels_of_its_own_a_run_takes_the_shipped_ones(write):
    questions = write('corpus: bank\ntype: question\ncases: [{question: "Why so?", answerable: false}]', "asked")
    labels = labelled_passages([load_suite(questions)])
    assert len(labels.cases) > 300
    assert {case.supported for case in labels.cases} == {True, False}


def test_a_judge_that_agrees_with_people_is_shown_to(judged_by, write):
    report = judged_by(honest_judge, write(SUITE))
    small, judge = report.suites
    assert (report.judge, judge.name, judge.cases) == ("second", "judge", 6)
    assert judge.metrics["judge_accuracy"].value == judge.metrics["judge_kappa"].value == 1
    assert judge.opinions == {"supported": 3, "not enough": 0, "contradicted": 3, "unscored": 0}
    assert report.public_json()["suites"][1]["opinions"] == judge.opinions
    assert "judge_support" not in small.metrics


@pytest.mark.parametrize("word", ["supported", "contradicted"])
def test_a_judge_that_always_says_the_same_agrees_by_chance_alone(judged_by, own, write, word):
    path = write(SUITE)
    without = run_suites(own, [load_suite(path)], actor="eve").suites[0]
    lying = judged_by(lambda asked: says(word), path)
    small, judge = lying.suites
    assert (judge.metrics["judge_accuracy"].value, judge.metrics["judge_kappa"].value) == (0.5, 0)
    assert small.counts == without.counts
    assert small.metrics.keys() == without.metrics.keys()


def test_an_answer_that_cannot_be_read_is_counted_in_its_own_column(judged_by, own, write):
    unread = lambda asked: Answer("It looks fine.") if "van" in asked.prompt else honest_judge(asked)  # noqa: E731
    report = judged_by(unread, write(SUITE))
    judge = report.suites[1]
    assert judge.opinions == {"supported": 2, "not enough": 0, "contradicted": 2, "unscored": 2}
    assert judge.metrics["judge_unscored"].value == pytest.approx(1 / 3)
    assert judge.metrics["judge_accuracy"].n == 4
    doubts = [shown.why for result in load(own, report.id)[1] for shown in result.doubts]
    assert sum("no verdict that could be read" in why for why in doubts) == 2


def test_a_judge_that_is_the_writer_is_refused_and_one_without_a_server_is_missing(own, write):
    suite = load_suite(write(SUITE))
    with OpenAIServer() as server:
        writer = {"base_url": server.base_url, "model": "acme/Same-2", "judge_model": "same-2:latest"}
        own.settings = own.settings.model_copy(update=writer)
        with pytest.raises(Refused, match="never judges its own work"):
            run_suites(own, [suite], actor="eve", writer="llm", judge=True)
    own.settings = own.settings.model_copy(update={"base_url": None, "judge_model": None})
    with pytest.raises(PrerequisiteMissing, match="No judge is set"):
        run_suites(own, [suite], actor="eve", judge=True)


def test_a_judge_whose_server_goes_stops_the_run(judged_by, write):
    with pytest.raises(PrerequisiteMissing, match="refused the key"):
        judged_by(lambda asked: Answer(status=401), write(SUITE))


def test_what_is_written_gets_the_judges_word_and_what_cites_nothing_never_its_support():
    file = load_evidence("crew")
    cited, uncited, beyond = (
        file.claim(ClaimCase(id="c", evidence="crew", text="{s-1}.", kind=kind, cite=cite))
        for kind, cite in (("statistic", ("s-1",)), ("statistic", ()), ("inference", ("s-1",)))
    )
    support = lambda opinion: figures(  # noqa: E731
        judge_support([cited, uncited, beyond], file.pack, lambda *asked: Judgement(opinion=opinion, reason="So it is"))
    )
    assert support("supported") == {"judge_support": 0.5, "judge_unscored": 0}
    assert support("not enough") == {"judge_support": 0, "judge_unscored": 0}
    assert support(None) == {"judge_support": 0, "judge_unscored": 0.5}


@pytest.mark.parametrize(("low", "missed"), [(0.2, 0), (0.0, 1), (-0.3, 1)])
def test_no_bar_on_its_word_holds_unless_people_agree_with_it_beyond_chance(low, missed):
    word = Figure(value=1, low=1, high=1, n=9, bar="at least 0.9")
    written = SuiteReport(name="mine", cases=9, metrics={"judge_support": word})
    labels = SuiteReport(name="judge", cases=9, metrics={"judge_kappa": Figure(value=0.4, low=low, high=0.6, n=9)})
    mine, unchanged = beside_people([written, labels], "judge")
    assert (len(mine.missed), mine.metrics["judge_support"].holds) == (missed, not missed)
    assert mine.metrics["judge_kappa"] == labels.metrics["judge_kappa"]
    assert unchanged == labels
