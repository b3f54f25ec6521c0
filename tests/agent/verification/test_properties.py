"""What holds for every text: no lie by a changed letter, digit or id, no exception, no second opinion."""

import re
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from personas.claims import Citation, Claim, Scope, SlotSpan
from personas.normalising import comparable

PLAIN = string.ascii_letters + string.digits + " .,;:!?-£%"
VERBATIM = ("q-02", "q-04", "q-05", "q-07", "q-09", "q-13", "q-22", "q-28", "q-30")
GROUNDED = (
    ("{s-1}.", "statistic", ("s-1",), None),
    ("{s-2}.", "statistic", ("s-2",), None),
    ("{s-4}; {s-5}.", "statistic", ("s-4", "s-5"), None),
    ("{t-1} say that jackets run small.", "theme", ("t-1", "q-02"), (12, 50)),
    ("12 of 50 respondents say that jackets run small.", "theme", ("t-1",), (12, 50)),
    ("“Delivery took 9 days and my new starters stood around without kit.”", "verbatim", ("q-05",), None),
)
TYPED = (
    ("62 % of customers order online, against 41 % of all.", "statistic", ("s-1",)),
    ("118 of 190 customers order online.", "statistic", ("s-1",)),
    ("The gap between orders is 34 days.", "statistic", ("s-5",)),
)


@given(quote_id=st.sampled_from(VERBATIM), data=st.data())
@settings(max_examples=150, deadline=None)
def test_altered_words_in_quotation_marks_never_stay_grounded(desk, quote_id, data):
    text = desk.pack.find(quote_id).text
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    altered = text[:start] + data.draw(st.text(PLAIN, max_size=8)) + text[end:]
    verified = desk.verify(desk.claim(f"“{altered}”", "verbatim", [quote_id]))
    if comparable(altered) not in comparable(text):
        assert verified.verdict != "grounded"


@given(case=st.sampled_from(GROUNDED), data=st.data())
@settings(max_examples=100, deadline=None)
def test_an_altered_digit_never_stays_grounded(desk, case, data):
    text, kind, cite, scope = case
    claim = desk.claim(text, kind, cite, scope=scope)
    assert desk.verify(claim).verdict == "grounded"
    where = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", claim.text)]))
    digit = data.draw(st.sampled_from([d for d in string.digits if d != claim.text[where]]))
    altered = claim.text[:where] + digit + claim.text[where + 1 :]
    assert desk.verify(claim.model_copy(update={"text": altered})).verdict != "grounded"


@given(case=st.sampled_from(TYPED), data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_altered_digit_that_a_reviewer_typed_never_stays_grounded(desk, case, data):
    text, kind, cite = case
    assert desk.verify(desk.claim(text, kind, cite, by="reviewer")).verdict == "grounded"
    where = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\d", text)]))
    digit = data.draw(st.sampled_from([d for d in string.digits if d != text[where]]))
    altered = text[:where] + digit + text[where + 1 :]
    assert desk.verify(desk.claim(altered, kind, cite, by="reviewer")).verdict != "grounded"


@given(case=st.sampled_from(GROUNDED), unknown=st.text(max_size=12), data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_altered_cited_id_never_stays_grounded(desk, case, unknown, data):
    text, kind, cite, scope = case
    claim = desk.claim(text, kind, cite, scope=scope)
    which = data.draw(st.integers(0, len(cite) - 1))
    if desk.pack.find(unknown) is not None:
        return
    citations = list(claim.citations)
    citations[which] = citations[which].model_copy(update={"evidence_id": unknown})
    verified = desk.verify(claim.model_copy(update={"citations": tuple(citations)}))
    assert verified.verdict == "ungrounded"
    assert unknown in [citation.evidence_id for citation in verified.citations]


WEIRD = st.one_of(
    st.text(max_size=200),
    st.text("\"'“”‘’«»„`{}<>[]()0123456789%£ .,;\n-", max_size=120),
    st.lists(
        st.sampled_from(
            "most all nobody 12 of 50 respondents say “jackets run small” not, {s-1} Nike £5 <b> r-12ab34cd".split()
        ),
        max_size=30,
    ).map(" ".join),
)
IDS = st.sampled_from(["q-01", "q-02", "q-21", "t-1", "t-4", "s-1", "s-3", "s-9", "q-99", ""])


@st.composite
def claims(draw):
    spans = st.integers(-5, 250)
    citations = st.builds(
        Citation,
        evidence_id=IDS,
        start=st.none() | spans,
        end=st.none() | spans,
        excerpt=st.text(max_size=20) | st.just("These jackets"),
    )
    return Claim(
        id="c-1",
        section="goals",
        text=draw(WEIRD),
        kind=draw(st.sampled_from(["statistic", "verbatim", "theme", "inference", "hypothesis"])),
        citations=draw(st.none() | st.lists(citations, max_size=4).map(tuple)),
        scope=draw(st.none() | st.builds(Scope, n=st.integers(-2, 60), of=st.integers(-2, 60))),
        slots=draw(st.lists(st.builds(SlotSpan, start=spans, end=spans, evidence_id=IDS), max_size=3).map(tuple)),
        typed_by=draw(st.sampled_from(["writer", "reviewer"])),
        stage=draw(st.sampled_from(["", "purchase"])),
    )


@given(claim=claims())
@settings(max_examples=300, deadline=None)
def test_any_text_gets_a_verdict_that_does_not_change_and_changes_nothing_else(desk, claim):
    verified = desk.verify(claim)
    assert verified.verdict != "unchecked"
    assert desk.verify(claim) == verified
    assert desk.verify(verified) == verified
    assert verified.model_copy(update={"checks": claim.checks, "verdict": claim.verdict}) == claim


@given(claim=claims())
@settings(max_examples=150, deadline=None)
def test_nothing_without_a_citation_is_ever_green(desk, claim):
    assert desk.verify(claim.model_copy(update={"citations": None})).verdict in ("undeclared", "unsafe")
    empty = desk.verify(claim.model_copy(update={"citations": ()}), planned=False)
    assert empty.verdict in ("ungrounded", "contradicted", "unsafe")
