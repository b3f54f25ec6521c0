"""Suites are read with their schema checked: what is wrong is said, and where."""

import pytest

from eval.metrics import metrics
from eval.suites import QuestionCase, RetrievalCase, load_suite, shipped
from eval.suites.evidence import load_evidence
from personas.errors import BadInput, NotFound


@pytest.fixture
def suite(tmp_path):
    def write(text):
        path = tmp_path / "mine.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_suite_holds_its_cases_with_the_suites_own_corpus_and_kind(suite):
    found = load_suite(suite("corpus: bank\ntype: question\ncases:\n- {question: 'Do they save?', answerable: false}"))
    assert found.name == "mine"
    [case] = found.cases
    assert case == QuestionCase(id=case.id, corpus="bank", question="Do they save?", answerable=False)


def test_a_case_without_an_id_keeps_the_same_one_wherever_it_stands(suite):
    save, move = "{question: 'Do they save?', answerable: false}", "{question: 'Do they move?', answerable: false}"
    first = load_suite(suite(f"corpus: bank\ntype: question\ncases: [{save}, {move}]"))
    second = load_suite(suite(f"corpus: bank\ntype: question\ncases: [{move}, {save}]"))
    assert [case.id for case in first.cases] == [case.id for case in reversed(second.cases)]


def test_cases_may_stand_in_a_file_beside_the_suite(suite, tmp_path):
    (tmp_path / "more.yaml").write_text("- {id: r1, query: boots, relevant: {the boots leak: 2}}", encoding="utf-8")
    found = load_suite(suite("corpus: bank\ntype: retrieval\ncase_files: [more.yaml]"))
    assert found.cases == (RetrievalCase(id="r1", corpus="bank", query="boots", relevant={"the boots leak": 2}),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: 3", "must be a list"),
        ("- 1", "must be a mapping"),
        ("colour: red\ncases: []", "unknown field colour"),
        ("cases: [{id: a, type: question, answerable: true}]", "line 1: case 'a': question is missing: add it"),
        ("type: question\ncases:\n- {id: a, question: x, answerable: true}\n- {id: b, question: x, answerable: maybe}",
         "line 4: case 'b': answerable: .* not 'maybe'"),
        ("type: retrieval\ncases: [{id: a, query: x, relevant: {y: 7}}]", "line 2: case 'a': relevant"),
        ("cases:\n\n- {id: a, type: riddle}", "line 3: case 'a': its type must be one of draft, question"),
        ("type: question\ncases:\n- {id: a, answerabel: true}", "answerable is missing: add it. answerabel is unknown"),
        ("type: question\ncases:\n- {id: a, question: x, answerabel: true, answerable: true}",
         "line 3: case 'a': answerabel is unknown: correct or remove it. A question case has id, corpus"),
        ("cases:\n- {id: a, type: question, question: x, answerable: true}\n- boots",
         "line 3: a case must be a mapping"),
        ("type: question\ncases: [{id: a, question: x, answerable: true}, {id: a, question: y, answerable: true}]",
         "line 2: two cases have the id 'a' .*: give one another id"),
        ("cases: [", "not valid YAML"),
        ("case_files: [no.yaml]", "no.yaml"),
        ("cases: []", "holds no case"),
        ("case_files: more.yaml", "case_files must be a list"),
        ("defaults: [1]\ncases: [{}]", "defaults must be a mapping"),
        ("corpus: bank\ncorpus: workspace\ncases: []", "'corpus' stands twice\n  in .*mine.yaml., line 1"),
        ("type: question\ncases:\n- {id: a, question: x, answerable: true}", "line 3: case 'a': corpus is missing"),
        ("type: question\ncorpus: acme\ncases: [{id: a, question: x, answerable: true}]", "no corpus 'acme': name"),
        ("corpus: bank\ncases: [{id: a, type: draft, segment: x, silent: ['(x']}]", "'(x' is no regular expression"),
        ("corpus: bank\ncases: [{id: a, type: question, question: ' ', answerable: true}]", "question is empty"),
        ("cases: [{id: a, type: claim, text: x}]", "evidence is missing: name a file"),
        ("cases: [{id: a, type: claim, text: x, evidence: gone.yaml}]", "there is no evidence file 'gone.yaml'"),
        ("corpus: workspace\ncases: [{id: a, type: swap, segment: x, swap: {a: b}}]", "never exchanged in"),
        ("corpus: workspace\ncases: [{id: a, type: attack, where: review, text: x, must_not: [y]}]", "never planted"),
        ("corpus: bank\ncases: [{id: a, type: question, question: x, answerable: true}]\nbars: {seconds: 3}",
         "bars.seconds must be a mapping such as {min: 0.9} or {max: 0.1}, not 3"),
        ("corpus: bank\ncases: [{id: a, type: question, question: x, answerable: true}]\nbars: {usd: {min: 3, max: 2}}",
         "bars.usd can never hold"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_suite_is_said_with_its_place(suite, text, said):
    with pytest.raises(BadInput, match=said.replace("(", r"\(").replace("{", r"\{")):
        load_suite(suite(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quote: {}", "unknown field quote. Known are attributes"),
        ("quotes: {q-1: [r-1, x]}", "'segment' is missing"),
        ("segment: {id: g, name: A, rule: all, n: 9, definition_version: 1}\nthemes: {t-1: {label: x, n: many, of: 9}}",
         "n: Input should be a valid integer"),
        ("quotes: {q-1: [r-1, x]}\nquotes: {q-2: [r-1, x]}", "'quotes' stands twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_evidence_file_is_said(tmp_path, text, said):
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        load_evidence(str(tmp_path / "own.yaml"))


def test_an_unknown_suite_is_answered_with_the_shipped_ones():
    with pytest.raises(NotFound, match="abstention"):
        load_suite("grounded")


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_suite_is_whole(name):
    suite = load_suite(name)
    assert suite.description
    assert all(case.corpus or case.type in ("claim", "swap") for case in suite.cases)
    assert set(suite.bars) <= set(metrics())
    for case in suite.cases:
        if getattr(case, "evidence", ""):
            assert load_evidence(case.evidence).pack.quotes


def test_the_shipped_suites_are_as_large_as_they_are_said_to_be():
    sizes = {name: len(load_suite(name).cases) for name in shipped()}
    assert set(sizes) == {"abstention", "attacks", "checker", "fairness", "grounding", "retrieval"}
    assert sizes["checker"] >= 400
    assert sizes["abstention"] >= 80
    assert sizes["attacks"] >= 60
    answerable = [case.answerable for case in load_suite("grounding").cases if isinstance(case, QuestionCase)]
    assert (answerable.count(True), answerable.count(False)) == (70, 37)
