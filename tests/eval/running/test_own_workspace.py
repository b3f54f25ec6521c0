"""Suites over a workspace of one's own: questions, searches and drafts as people put them."""

from eval.running import load, run_suites
from eval.suites import load_suite
from workspace.workspace import Workspace

SUITE = """\
suite: mine
corpus: workspace
cases:
- {id: coins, type: question, question: "Does the branch coin machine work?", answerable: true, gold: [coin machine]}
- {id: typo, type: question, question: "Does the coin machine work?", answerable: true, gold: [no quote holds this]}
- {id: region, type: question, question: "Does the branch coin machine work?", answerable: true,
   gold: ['share:region=East Midlands']}
- {id: dogs, type: question, question: "Do they keep dogs?", answerable: false}
- {id: find, type: retrieval, query: coin machine out of order, relevant: {coin machine has had a bin liner: 2}}
- {id: lost, type: retrieval, query: coins, relevant: {nobody ever said these words: 1}}
- {id: persona, type: draft, segment: "Top value, active", journey: false, silent: ["zebras?"],
   facts: [{id: f, statement: The machine is broken., said: [had a bin liner over it]}]}
"""


def test_cases_of_every_kind_run_on_the_users_own_workspace(built, copied, write):
    own = Workspace.open(copied(built))
    run = run_suites(own, [load_suite(write(SUITE, "mine"))], actor="eve")
    results = {result.case_id: result for result in load(own, run.id)[1]}
    own.library.close()
    assert results["coins"].status == "passed"
    assert (results["typo"].status, results["region"].status) == ("error", "failed")
    assert "“no quote holds this”" in results["typo"].message
    assert results["dogs"].status == "passed"
    assert results["find"].status == "passed"
    assert results["lost"].status == "error"
    assert "nobody ever said these words" in results["lost"].message
    draft = {one.metric for one in results["persona"].observations}
    assert {"citation_recall", "prevalence_honesty", "invention", "seconds"} <= draft
    assert not draft & {"quote_fidelity", "number_fidelity", "tokens"}
