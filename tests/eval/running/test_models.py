"""Runs with a model: what it answered is never asked again, what it did not answer is never scored as its own."""

import json
import time
from collections import Counter

import pytest

from eval.running import load, run_suites, runs
from eval.suites import load_suite
from personas.errors import PrerequisiteMissing
from tests.support.openai_server import Answer, OpenAIServer, honest
from tests.workspace.processes import start
from workspace.workspace import Workspace

SUITE = """\
suite: mine
corpus: workspace
cases:
- {id: coins, type: question, question: "Does the branch coin machine work?", answerable: true, gold: [coin machine]}
- {id: fees, type: question, question: "What do people say about fees?", answerable: true}
- {id: dogs, type: question, question: "Do they keep dogs?", answerable: false}
- {id: persona, type: draft, segment: "Top value, active", journey: false}
"""
ONE_QUESTION = "".join(line for line in SUITE.splitlines(keepends=True) if line[:3] != "- {" or "coins" in line)
MOST_IN_FLIGHT = 2
"""`max_concurrency` of the workspace: what was not answered yet when the process was killed."""
QUESTIONS = {"coins": "branch coin machine", "fees": "about fees"}


def obliging(asked):
    """Quotes one voice of those found for a question; writes drafts that hold."""
    if asked.task != "chat":
        return honest(asked)
    lines = asked.evidence
    voices = sorted(
        (line for line in lines if line["is"] in ("quote", "quotable")), key=lambda line: "coin" not in line["words"]
    )
    said = [{"text": f"“{one['words']}”", "kind": "verbatim", "citations": [one["alias"]]} for one in voices[:1]]
    return {"enough_evidence": bool(said), "sentences": said}


def asked_of(server):
    """What the server was asked, without the addresses of one run."""
    return Counter(json.dumps(body["messages"], sort_keys=True) for body in server.requests)


@pytest.fixture
def with_model(built, copied):
    """A workspace with voices whose model is a scripted server; it is given to a function that opens it."""
    folder, opened = copied(built), []

    def open_with(server, more=""):
        (folder / "verism.toml").write_text(
            f'base_url = "{server.base_url}"\nmodel = "scripted"\nmax_retries = 0\nmax_concurrency = 2\n{more}', "utf-8"
        )
        opened.append(Workspace.open(folder))
        return opened[-1]

    yield open_with
    for one in opened:
        one.library.close()


def statuses(own, run_id):
    return {result.case_id: (result.status, result.message) for result in load(own, run_id)[1]}


def test_a_model_that_answers_is_scored_and_its_tokens_are_counted(with_model, write):
    with OpenAIServer(author=obliging) as server:
        own = with_model(server)
        run = run_suites(own, [load_suite(write(SUITE, "mine"))], actor="eve", writer="llm")
    found = {result.case_id: result for result in load(own, run.id)[1]}
    assert {name: one.status for name, one in found.items()} == dict.fromkeys(found, "passed")
    assert found["persona"].produced.draft.writer.model == "scripted"
    assert run.model == "scripted"
    assert run.suites[0].metrics["tokens"].value > 0


def test_a_model_that_babbles_takes_more_tokens_and_more_money(with_model, write):
    def babbling(asked):
        return Answer(text=json.dumps(obliging(asked)) + " " * 4_000)

    spent = []
    for author in (obliging, babbling):
        with OpenAIServer(author=author) as server:
            own = with_model(server, "output_price = 2.0\n")
            suite = load_suite(write(ONE_QUESTION, "mine"))
            spent.append(run_suites(own, [suite], actor="eve", writer="llm").suites[0].metrics)
    terse, wordy = spent
    for name in ("tokens", "usd"):
        assert wordy[name].value > terse[name].value > 0


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (Answer(status=500), "the server failed on it with 500"),
        (Answer(text="Sure! Here you go."), "could not be read"),
        (Answer(body=b"<html>"), "The model did not answer"),
    ],
)
def test_a_question_that_a_model_fails_on_is_an_error_and_not_the_evidences_own_answer(with_model, write, broken, told):
    fails = lambda asked: broken if "branch coin machine" in asked.prompt else obliging(asked)  # noqa: E731
    with OpenAIServer(author=fails) as server:
        own = with_model(server)
        run = run_suites(own, [load_suite(write(SUITE, "mine"))], actor="eve", writer="llm")
    found = statuses(own, run.id)
    assert found["coins"][0] == "error"
    assert told in found["coins"][1]
    assert found["fees"][0] == found["persona"][0] == "passed"
    assert run.missed == ["mine: 1 of 4 cases ended in an error"]


def test_nothing_stands_in_for_a_model_whose_draft_comes_to_nothing(with_model, write):
    silent = lambda asked: obliging(asked) if asked.task == "chat" else Answer(text="I would rather not.")  # noqa: E731
    with OpenAIServer(author=silent) as server:
        own = with_model(server)
        run = run_suites(own, [load_suite(write(SUITE, "mine"))], actor="eve", writer="llm")
    [persona] = [result for result in load(own, run.id)[1] if result.case_id == "persona"]
    [(metric, shown)] = persona.failures
    assert metric == "parts_lost"
    assert "prose instead of data" in shown.why
    assert run.suites[0].metrics["parts_lost"].value == len(persona.produced.draft.faults) > 1
    assert all(check.name != "writer" for claim in persona.produced.draft.claims for check in claim.checks)


def test_a_server_that_goes_stops_the_run_and_what_it_answered_is_kept(with_model, write):
    suite = load_suite(write(SUITE, "mine"))
    gone = lambda asked: Answer(status=401) if asked.task != "chat" else obliging(asked)  # noqa: E731
    with OpenAIServer(author=gone) as server, pytest.raises(PrerequisiteMissing, match="refused the key"):
        run_suites(with_model(server), [suite], actor="eve", writer="llm")
    with OpenAIServer(author=obliging) as server:
        own = with_model(server)
        [first] = runs(own)
        before = statuses(own, first.id)
        run = run_suites(own, [suite], actor="eve", writer="llm")
        again = [body for body in server.requests if any(QUESTIONS.get(name, "no one") in str(body) for name in before)]
    assert (first.finished_at, run.id) == (None, first.id)
    assert "persona" not in before
    assert again == []
    assert len(statuses(own, run.id)) == 4


def test_a_run_that_is_killed_goes_on_and_no_answer_is_asked_for_again(with_model, write, tmp_path):
    def slowly(asked):
        time.sleep(0.1)
        return obliging(asked)

    with OpenAIServer(author=slowly) as server:
        own = with_model(server)
        own.library.close()
        command = ("eval", "run", write(SUITE, "mine"), "--writer", "llm")
        running = start(*command, room=own.folder, heard=tmp_path / "first")
        while len(server.requests) < 3:
            time.sleep(0.02)
        running.kill()
        before, [first] = len(server.requests), runs(own)
        answered = [QUESTIONS[name] for name in statuses(own, first.id) if name in QUESTIONS]
        assert start(*command, room=own.folder, heard=tmp_path / "again").answer().code == 0
        later = [json.dumps(body) for body in server.requests[before:]]
        twice = [words for words, times in asked_of(server).items() if times > 1]
    assert not [words for words in later for question in answered if question in words]
    assert len(twice) <= MOST_IN_FLIGHT
    assert [(run.id, run.finished_at is not None) for run in runs(own)] == [("r-1", True)]
