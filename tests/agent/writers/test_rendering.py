from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from agent.writers import Aliases, Proposal, render
from agent.writers.rendering import locate
from personas.claims import Scope
from tests.support import packs

ALIASES = Aliases(packs.pack())


def proposal(text: str, citations: tuple[str, ...] | None = (), **values: Any) -> Proposal:
    return Proposal(text=text, citations=citations, **{"kind": "theme", "section": "goals", **values})


def test_a_slot_becomes_the_figures_own_phrase_and_its_place_is_kept() -> None:
    claim = render(proposal("On price, {S10}.", ("S10",), kind="statistic"), ALIASES, "c-1")
    assert claim.text == "On price, 21 % of 190 customers used a discount."
    (slot,) = claim.slots
    assert claim.text[slot.start : slot.end] == packs.pack().statistics[9].phrase()
    assert slot.evidence_id == packs.pack().statistics[9].id


def test_a_phrase_that_opens_a_sentence_gets_its_capital() -> None:
    assert render(proposal("{S2}.", ("S2",)), ALIASES, "c-1").text == "The average order is £68.40."


def test_a_slot_counts_as_a_citation_unless_nothing_was_declared() -> None:
    assert [c.evidence_id for c in render(proposal("{T1} agree."), ALIASES, "c-1").citations or ()] == ["t-repair"]
    assert render(proposal("{T1} agree.", None), ALIASES, "c-1").citations is None


def test_an_alias_that_stands_for_nothing_is_kept_where_the_checks_see_it() -> None:
    claim = render(proposal("They want {S99} and more.", ("E77",)), ALIASES, "c-1")
    assert claim.text == "They want {S99} and more."
    assert [c.evidence_id for c in claim.citations or ()] == ["E77", "S99"]


def test_a_quotation_is_cited_with_its_exact_span() -> None:
    words = "I had it back within the week"
    claim = render(proposal(f"“{words}”", ("E1",), kind="verbatim"), ALIASES, "c-1")
    (citation,) = claim.citations or ()
    assert citation.excerpt == words
    assert packs.quotes()[0].text[citation.start : citation.end] == words


def test_words_that_nobody_said_are_cited_with_what_was_really_seen() -> None:
    claim = render(proposal("“I adore the shop”", ("E1",), kind="verbatim"), ALIASES, "c-1")
    (citation,) = claim.citations or ()
    assert citation.excerpt == packs.quotes()[0].text
    assert "“I adore the shop”" in claim.text


def test_the_scope_is_the_cited_themes() -> None:
    assert render(proposal("{T2} speak of it.", ("T2", "E7")), ALIASES, "c-1").scope == Scope(n=17, of=58)
    assert render(proposal("{T1} say so, {T2} do not.", ("T1", "T2")), ALIASES, "c-1").scope is None
    assert render(proposal("“I waited in all day”", ("E8",), kind="verbatim"), ALIASES, "c-1").scope is None


def test_quotations_are_found_whatever_their_quotation_marks_and_spaces() -> None:
    assert locate("don't  stop", "They said don’t stop now") == (10, 20)
    assert locate("do stop", "They said don’t stop now") is None
    assert locate("  ", "They said") is None


@given(st.text(min_size=1, max_size=60), st.integers(0, 30), st.integers(1, 30))
def test_any_stretch_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    words = text[start : start + length].strip()
    span = locate(words, text)
    assert (span is None) == (not words)
    assert span is None or text[span[0] : span[1]] == words


@given(st.text(max_size=80))
def test_rendering_never_fails_and_never_loses_a_citation(text: str) -> None:
    claim = render(proposal(text, ("E1", "T1", "X")), ALIASES, "c-1")
    assert {"q-01", "t-repair", "X"} <= {c.evidence_id for c in claim.citations or ()}
