"""What figures of drafts say of a draft of which one thing was spoilt by hand."""

import pytest

from eval.metrics import Known, Produced, score, together
from eval.metrics.prevalence import prevalence_honesty
from eval.metrics.raw import raw_corpus
from eval.metrics.stability import consistency, swapped_drafts
from eval.suites import (
    ClaimCase,
    DraftCase,
    KnownFact,
    SwapCase,
)  # fmt: skip
from eval.suites.evidence import load_evidence
from personas.claims import Citation, Claim
from personas.evidence import Statistic
from personas.library.evidence import iterate_quotes
from tests.support.figures import figures
from workspace import segmenting
from workspace.drafting import drafts
from workspace.workspace import Workspace

CASE = DraftCase(id="d", corpus="bank", segment="g-1", silent=("cryptocurrency",))


@pytest.fixture(scope="module")
def opened(drafted):
    workspace = Workspace.open(drafted)
    yield workspace
    workspace.library.close()


@pytest.fixture(scope="module")
def draft(opened):
    return drafts.load(opened, "d-1")


@pytest.fixture(scope="module")
def known(opened, draft):
    with opened.library.read() as connection:
        return Known(raw_corpus("bank"), list(iterate_quotes(connection, segment_id=draft.segment.id)))


def of(draft, known, case=CASE):
    return figures(score(case, Produced(draft=draft, segment_id=draft.segment.id), known))


def changed(draft, change, *kinds):
    """The draft with a change made to its claims of some kinds."""
    claims = tuple(change(claim) if not kinds or claim.kind in kinds else claim for claim in draft.claims)
    return draft.model_copy(update={"claims": claims})


def rewritten(claim, **fields):
    return claim.model_copy(update=fields)


def without_citations(claim):
    return rewritten(claim, citations=())


def with_one_citation_too_many(claim):
    return rewritten(claim, citations=(*(claim.citations or ()), Citation(evidence_id="q-nowhere")))


def with_another_word(claim):
    """One word of the excerpt, and of the quotation, is not the speaker's."""
    words = max((citation.excerpt for citation in claim.citations or ()), key=len, default="")
    other = words.replace(" the ", " an altered ", 1).replace(" I ", " nobody ", 1) + " altered"
    cited = tuple(c.model_copy(update={"excerpt": other}) if c.excerpt == words else c for c in claim.citations or ())
    return rewritten(claim, citations=cited, text=claim.text.replace(words, other))


def test_a_writer_that_drops_its_citations_loses_citation_recall_and_support(draft, known):
    whole, broken = of(draft, known), of(changed(draft, without_citations), known)
    assert broken["citation_recall"] == 0 < whole["citation_recall"]
    assert broken["claim_support"] == 0 < whole["claim_support"]


def test_citations_of_what_does_not_exist_lower_precision(draft, known):
    whole, broken = of(draft, known), of(changed(draft, with_one_citation_too_many), known)
    assert broken["citation_precision"] < whole["citation_precision"]


def test_an_altered_quote_lowers_quote_fidelity(draft, known):
    whole, broken = of(draft, known), of(changed(draft, with_another_word, "verbatim"), known)
    assert whole["quote_fidelity"] == 1 > broken["quote_fidelity"]


def test_a_quote_put_under_another_source_is_misattributed(draft, known):
    quotes = tuple(quote.model_copy(update={"source": "campaigns.csv.gz"}) for quote in draft.pack.quotes)
    moved = draft.model_copy(update={"pack": draft.pack.model_copy(update={"quotes": quotes})})
    assert of(draft, known)["misattribution"] == 0 < of(moved, known)["misattribution"]


def test_an_altered_number_lowers_number_fidelity_even_where_the_statistic_was_altered_with_it(draft, known):
    def doubled(statistic: Statistic) -> Statistic:
        return statistic.model_copy(update={"value": statistic.value * 2, "numerator": (statistic.numerator or 0) * 2})

    statistics = {one.id: doubled(one) for one in draft.pack.statistics}
    pack = draft.pack.model_copy(update={"statistics": tuple(statistics.values())})

    def spoken_again(claim: Claim) -> Claim:
        text, slots = claim.text, []
        for slot in claim.slots:
            if slot.evidence_id in statistics and len(claim.slots) == 1:
                phrase = statistics[slot.evidence_id].phrase()
                text = text[: slot.start] + phrase + text[slot.end :]
                slots.append(slot.model_copy(update={"end": slot.start + len(phrase)}))
        return rewritten(claim, text=text, slots=tuple(slots))

    lying = changed(draft, spoken_again, "statistic").model_copy(update={"pack": pack})
    assert of(draft, known)["number_fidelity"] == 1 > of(lying, known)["number_fidelity"]


def test_speakers_of_another_segment_lower_scope_fidelity(opened, draft, known):
    other = next(one for one in segmenting.segments(opened) if one.name == "Lower value, slipping")
    renamed = draft.model_copy(update={"segment": draft.segment.model_copy(update={"rule": other.rule})})
    whole, broken = of(draft, known), of(renamed, known)
    assert whole["scope_fidelity"] == 1
    assert broken["scope_fidelity"] == 0


@pytest.mark.parametrize(
    ("text", "scope", "honest"),
    [
        ("{t-1} say that jackets run small.", (12, 50), 1),
        ("21 of 50 respondents say that jackets run small.", None, 0),
        ("{t-1} say that jackets run small.", (21, 50), 0),
        ("All customers say that jackets run small.", None, 0),
        ("Nobody says that jackets run small.", None, 0),
    ],
)
def test_a_prevalence_that_the_evidence_does_not_give_is_not_honest(text, scope, honest):
    file = load_evidence("crew")
    claim = file.claim(ClaimCase(id="1", evidence="crew", text=text, kind="theme", cite=("t-1",), scope=scope))
    assert figures(prevalence_honesty([claim], file.pack))["prevalence_honesty"] == honest


def test_a_themes_name_counts_nobody():
    file = load_evidence("crew")
    named = file.pack.themes[0].model_copy(update={"label": "never buying again", "n": 3})
    pack = file.pack.model_copy(update={"themes": (named,)})
    told = lambda text: Claim(  # noqa: E731
        id="c", section="goals", text=text, kind="theme", citations=(Citation(evidence_id=named.id),)
    )
    of_it, beside_it = told("3 of 50 talk about never buying again."), told("They never talk about it.")
    assert figures(prevalence_honesty([of_it], pack))["prevalence_honesty"] == 1
    assert figures(prevalence_honesty([beside_it], pack))["prevalence_honesty"] == 0


def test_facts_and_their_opposites_are_covered_by_what_is_cited_and_by_nothing_else(draft, known):
    cited = [quote.text for quote in draft.pack.quotes if any(quote.id == i for i in citations(draft))]
    fact = KnownFact(id="f", statement="x", said=(cited[0],), against=(cited[1],))
    case = CASE.model_copy(update={"facts": (fact,)})
    whole, broken = of(draft, known, case), of(changed(draft, without_citations), known, case)
    assert (whole["fact_coverage"], whole["counter_evidence"]) == (1, 1)
    assert broken["fact_coverage"] == 0
    assert "counter_evidence" not in broken
    kept = changed(
        draft, lambda claim: rewritten(claim, citations=() if cites(claim, draft, cited[1]) else claim.citations)
    )
    assert of(kept, known, case).get("counter_evidence", 0) == 0


def test_a_fact_that_nobody_in_the_segment_tells_gives_no_score(draft, known):
    fact = KnownFact(id="f", statement="x", said=("nobody ever said anything like this",))
    assert "fact_coverage" not in of(draft, known, CASE.model_copy(update={"facts": (fact,)}))


def test_a_made_up_topic_is_an_invention(draft, known):
    made_up = changed(
        draft, lambda claim: rewritten(claim, text=f"{claim.text} They hold cryptocurrency."), "statistic"
    )
    assert of(draft, known)["invention"] == 0 < of(made_up, known)["invention"]


def test_a_draft_of_praise_alone_shifts_valence(draft, known):
    rated = [quote.model_copy(update={"rating": 2.0 + number % 3}) for number, quote in enumerate(known.voices)]
    voices = Known(known.raw, rated)
    ids = citations(draft)

    def shift(stars):
        quotes = tuple(q.model_copy(update={"rating": stars}) for q in draft.pack.quotes if q.id in ids)
        return of(draft.model_copy(update={"pack": draft.pack.model_copy(update={"quotes": quotes})}), voices)

    assert shift(5.0)["valence_shift"] > 1 > shift(3.0)["valence_shift"]


def test_a_copied_persona_is_not_distinct_and_a_made_up_word_is_marked(draft):
    other = changed(draft, lambda claim: rewritten(claim, text="Something wholly different is told here."))
    marked = changed(draft, lambda claim: rewritten(claim, text=f"{claim.text} Fiery temperament."))
    copies = figures(together({"a": [("bank", Produced(draft=draft))], "b": [("bank", Produced(draft=draft))]})["a"])
    apart = figures(together({"a": [("bank", Produced(draft=draft))], "b": [("bank", Produced(draft=other))]})["a"])
    fiery = figures(together({"a": [("bank", Produced(draft=marked))], "b": [("bank", Produced(draft=other))]})["a"])
    assert copies["distinctiveness"] == 0 < apart["distinctiveness"]
    assert fiery["marked_words"] > apart.get("marked_words", 0)


def test_repeats_that_differ_lower_consistency(draft):
    same = figures(consistency([draft, draft]))
    other = figures(consistency([draft, changed(draft, without_citations)]))
    assert same["consistency"] == 1 > other["consistency"]


def test_a_draft_that_changes_with_a_name_is_no_stable_one(draft):
    swap = SwapCase(id="s", corpus="bank", segment="Top value, active", swap={"Hannah": "Precious"})
    renamed = changed(draft, lambda claim: rewritten(claim, text=claim.text.replace("Hannah", "Precious")))
    told = changed(draft, lambda claim: rewritten(claim, text=f"{claim.text} They are proud people."))
    stable = lambda other: figures(swapped_drafts(swap, draft, other))["swap_stability"]  # noqa: E731
    assert (stable(renamed), stable(told)) == (1, 0)


def citations(draft):
    return {citation.evidence_id for claim in draft.claims for citation in claim.citations or ()}


def cites(claim, draft, text):
    return any(getattr(draft.pack.find(c.evidence_id), "text", "") == text for c in claim.citations or ())
