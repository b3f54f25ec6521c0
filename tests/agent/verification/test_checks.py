"""Each check on its own: what it looks at, what it says, and when it does not apply."""

import pytest

from agent.verification import decide, verify, verify_draft, verify_in
from agent.verification.finding import failed, passed, unscored
from personas.draft import Draft, Journey, Persona, Writer
from personas.evidence import Theme

ORDER = (
    "declared", "exists", "kind", "scope", "inferred", "language", "verbatim", "numbers", "names", "prevalence",
    "difference", "direction", "support", "personal data", "sensitive", "stereotype", "instruction",
)  # fmt: skip


def check(verified, name):
    return next(check for check in verified.checks if check.name == name)


def test_the_checks_stand_in_the_order_of_the_contract(desk):
    verified = desk.verify(desk.claim("{s-1}.", "statistic", ["s-1"]))
    assert tuple(check.name for check in verified.checks) == ORDER


def test_a_check_with_nothing_to_look_at_does_not_apply(desk):
    verified = desk.verify(desk.claim("{s-1}.", "statistic", ["s-1"]))
    idle = {check.name for check in verified.checks if check.outcome == "not_applicable"}
    assert idle == {"inferred", "verbatim", "names", "prevalence", "difference", "stereotype", "direction"}


def test_a_borrowed_quote_says_from_whom(desk):
    verified = desk.verify(desk.claim("“The soup sounds healthy and fresh.”", "verbatim", ["q-16"]))
    assert "r-16" in check(verified, "scope").reason
    assert "g-2" in check(verified, "scope").reason


def _placed(desk, *ids):
    """The evidence with the speakers of some quotes placed in the segment by inference."""

    def marked(quote):
        inferred = {"segment_id": desk.segment.id, "membership": "inferred", "membership_error": 0.31}
        return quote.model_copy(update=inferred) if quote.id in ids else quote

    return desk.pack.model_copy(update={"quotes": tuple(map(marked, desk.pack.quotes))})


def test_a_voice_placed_by_inference_is_said_with_its_error_and_makes_no_claim_green(desk):
    claim = desk.claim("“The soup sounds healthy and fresh.”", "verbatim", ["q-16"])
    verified = verify(claim, _placed(desk, "q-16"), desk.segment)
    assert check(verified, "scope").outcome == "pass"
    assert "of those placed so up to 31 % belong elsewhere" in check(verified, "inferred").reason
    assert (check(verified, "inferred").outcome, verified.verdict) == ("unscored", "weak")


def test_voices_placed_by_inference_are_not_counted(desk):
    claim = desk.claim("They say that the jackets run small.", "theme", ["q-01", "q-02", "q-03"], scope=(3, 60))
    assert check(desk.verify(claim), "scope").outcome == "pass"
    verified = verify(claim, _placed(desk, "q-03"), desk.segment)
    assert "it cites only 2 people" in check(verified, "scope").reason
    assert "it cites 2" in check(verified, "kind").reason


def test_a_bad_citation_is_neither_repaired_nor_stripped(desk):
    claim = desk.claim("{t-1} say that jackets run small.", "theme", ["t-1", "q-404"])
    verified = desk.verify(claim)
    assert verified.citations == claim.citations
    assert "q-404" in check(verified, "exists").reason


@pytest.mark.parametrize("text", ["“a b", "a b”", "«a b", "'a b c", "“a ‘b” c’", "„a b", "a b»"])
def test_unbalanced_quotation_marks_fail(desk, text):
    assert check(desk.verify(desk.claim(text, "inference", ["q-02"])), "verbatim").outcome == "fail"


@pytest.mark.parametrize(
    "text", ["the customers' orders", "don't", "rock 'n' roll", "the '90s", "six lads' boots", "'em"]
)
def test_an_apostrophe_is_no_quotation_mark(desk, text):
    assert check(desk.verify(desk.claim(text, "inference", ["q-02"])), "verbatim").outcome == "not_applicable"


@pytest.mark.parametrize(
    "marks", ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "»{}«", "„{}“", "‹{}›", "「{}」", "『{}』", "＂{}＂"]
)
def test_quotation_marks_of_every_kind_are_checked(desk, marks):
    true = desk.verify(desk.claim(marks.format("jackets run small"), "inference", ["q-02"]))
    false = desk.verify(desk.claim(marks.format("jackets run large"), "inference", ["q-02"]))
    assert check(true, "verbatim").outcome == "pass"
    assert check(false, "verbatim").outcome == "fail"


def test_white_space_and_kinds_of_apostrophes_do_not_matter_to_a_quotation_but_letters_do(desk):
    same = desk.claim("“We've   fourteen lads\u00a0on site”", "inference", ["q-28"])
    other = desk.claim("“we've fourteen lads on site”", "inference", ["q-28"])
    assert check(desk.verify(same), "verbatim").outcome == "pass"
    assert check(desk.verify(other), "verbatim").outcome == "fail"


def test_a_number_cut_out_of_a_larger_one_is_no_quotation(desk):
    verified = desk.verify(desk.claim("“5 for a pair of Calder boots”", "inference", ["q-09"]))
    assert check(verified, "verbatim").outcome == "fail"


def test_a_lost_if_turns_a_quotation_into_its_opposite(desk):
    verified = desk.verify(desk.claim("“it was waterproof”", "verbatim", ["q-23"]))
    assert verified.verdict == "contradicted"
    assert "conditional" in check(verified, "verbatim").reason


def test_a_reason_says_what_was_found_and_what_the_figure_says(desk):
    verified = desk.verify(desk.claim("41 % of customers order online.", "statistic", ["s-1"], by="reviewer"))
    reason = check(verified, "numbers").reason
    assert "41 %" in reason
    assert "62 %" in reason


def test_a_figure_with_30_customers_or_fewer_shows_no_difference(desk):
    verified = desk.verify(desk.claim("They return a jacket more often than others.", "statistic", ["s-3"]))
    assert "30 are needed" in check(verified, "difference").reason


def test_the_personas_own_name_and_the_segments_may_be_named(desk):
    verified = desk.verify(desk.claim("Robin is one of the Crew buyers who order on the phone.", "theme", ["t-3"]))
    assert check(verified, "names").outcome == "pass"


def test_healthy_food_is_no_matter_of_health(desk):
    verified = desk.verify(desk.claim("“It sounds healthy, and the canteen liked it.”", "verbatim", ["q-18"]))
    assert check(verified, "sensitive").outcome == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "Black boots and white shirts.",
        "Health and safety comes first.",
        "A birthday party.",
        "A union jack on the sleeve.",
        "They have faith in the brand.",
        "A race to the site.",
        "The green party dress.",
        "Conservative colours.",
        "Straight legs fit better.",
        "A healthy rate.",
        "A credit union account.",
    ],
)
def test_everyday_words_are_not_sensitive(desk, text):
    assert check(desk.verify(desk.claim(text, "inference", ["q-02"])), "sensitive").outcome == "pass"


def test_a_hypothesis_needs_a_planned_journey(desk):
    claim = desk.claim("A colleague may recommend the shop.", "hypothesis", [], stage="awareness")
    assert desk.verify(claim).verdict == "ungrounded"
    assert desk.verify(claim, planned=True).verdict == "inference"


def test_words_that_mark_one_persona_are_a_stereotype_unless_the_evidence_says_them(desk):
    claim = desk.claim("A feisty buyer who orders on the phone.", "inference", ["t-3"])
    assert check(desk.verify(claim), "stereotype").outcome == "not_applicable"
    assert desk.verify(claim, others=["A calm buyer."]).verdict == "unsafe"
    assert check(desk.verify(claim, others=["A feisty buyer."]), "stereotype").outcome == "pass"


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([passed("names", "")], "grounded"),
        ([failed("support", "")], "weak"),
        ([failed("support", ""), failed("names", "")], "ungrounded"),
        ([unscored("numbers", "")], "ungrounded"),
        ([unscored("judge", "")], "weak"),
        ([failed("names", ""), failed("prevalence", "", opposite=True)], "contradicted"),
        ([failed("judge", "", opposite=True)], "contradicted"),
        ([failed("prevalence", "", opposite=True), failed("sensitive", "")], "unsafe"),
    ],
)
def test_the_worst_finding_decides(desk, findings, verdict):
    assert decide(desk.claim("x", "theme", ["t-1"]), findings) == verdict


def test_undeclared_comes_before_everything_but_unsafe(desk):
    claim = desk.claim("x", "theme", None)
    assert decide(claim, [failed("prevalence", "", opposite=True)]) == "undeclared"
    assert decide(claim, [failed("sensitive", "")]) == "unsafe"


def _draft(desk, claims, kind="actual"):
    return Draft(
        id="d-1", author="ines", created_at="2026-11-01T00:00:00Z", writer=Writer(kind="extractive"),
        segment=desk.segment, persona=Persona(name=desk.persona_name), journey=Journey(kind=kind),
        claims=tuple(claims), pack=desk.pack,
    )  # fmt: skip


def test_a_draft_is_verified_against_its_own_pack_segment_name_and_journey(desk):
    claims = [
        desk.claim("Robin orders on the phone.", "theme", ["t-3", "q-12"]),
        desk.claim("A colleague may recommend the shop.", "hypothesis", [], stage="awareness"),
    ]
    assert [claim.verdict for claim in verify_draft(_draft(desk, claims)).claims] == ["grounded", "ungrounded"]
    planned = _draft(desk, claims, "planned")
    assert [claim.verdict for claim in verify_draft(planned).claims] == ["grounded", "inference"]
    assert verify_in(planned, claims[1]).verdict == "inference"


@pytest.mark.timeout(240)
def test_a_very_long_text_is_read_to_its_end(desk):
    assert (
        desk.verify(desk.claim("“" * 5000 + "most 12 of 50 respondents " * 400, "theme", ["t-1"])).verdict != "grounded"
    )


@pytest.fixture
def ordering(desk):
    """The evidence with a theme of six voices that only share that they order."""
    voices = ("q-02", "q-03", "q-06", "q-11", "q-12", "q-13")
    theme = Theme(id="t-8", segment_id=desk.segment.id, label="orders", n=6, of=50, quotes=voices)
    return desk.pack.model_copy(update={"themes": (*desk.pack.themes, theme)})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("6 of 50 respondents order on the phone.", "only 2 of 6 voices behind it say 'phone'"),
        ("6 of 50 respondents say that orders went up.", "only 2 of 6 voices behind it say 'up'"),
        ("6 of 50 respondents praise the orders.", "'praise' is said of all who are counted"),
    ],
)
def test_what_a_count_introduces_is_said_by_most_who_are_counted(desk, ordering, text, reason):
    claim = desk.claim(text, "theme", ["t-3"])
    claim = claim.model_copy(update={"citations": (claim.citations[0].model_copy(update={"evidence_id": "t-8"}),)})
    verified = verify(claim, ordering, desk.segment)
    assert verified.verdict == "weak"
    assert reason in check(verified, "support").reason


def test_the_segments_name_bears_nothing(desk):
    figures = tuple(figure.model_copy(update={"group": "Helmet buyers"}) for figure in desk.pack.statistics)
    pack = desk.pack.model_copy(update={"statistics": figures})
    segment = desk.segment.model_copy(update={"name": "Helmet buyers"})
    verified = verify(desk.claim("{s-4} for a helmet.", "statistic", ["s-4"]), pack, segment)
    assert verified.verdict == "weak"
    assert "'helmet'" in check(verified, "support").reason


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Yet {t-1} say that jackets run small.", "grounded"), ("{t-1} say that jackets yet run small.", "weak")],
)
def test_a_yet_that_only_joins_is_no_matter_of_time(desk, text, verdict):
    assert desk.verify(desk.claim(text, "theme", ["t-1", "q-02"])).verdict == verdict
