"""What a weak model adds to true words: where, how it felt, a need, a stage, an assurance; and what it trims off."""

import pytest

from agent.verification import verify
from eval.suites import ClaimCase
from eval.suites.evidence import EvidenceFile

EVIDENCE = EvidenceFile(
    {
        "segment": {"id": "g-1", "name": "Weekend sailors", "rule": "trips >= 4", "n": 90, "definition_version": 1},
        "persona": "Robin",
        "quotes": {
            "q-01": ["r-01", "A locker by the pier please."],
            "q-02": ["r-02", "This may be something I take along for a long day, if I am off early."],
            "q-03": ["r-03", "Advice at the jetty means nothing to me, I know my boat."],
            "q-04": ["r-04", "The pass saves me a lot and takes ten seconds at the till."],
            "q-05": ["r-05", "The rope frayed at 6 weeks, I counted because the old one was 14."],
            "q-06": ["r-06", "That's worth more to me than any voucher."],
            "q-07": ["r-07", "Whoever put the cleat there has never tied a rope."],
            "q-08": ["r-08", "Nine days for a patch means my crew spends the week looking like a rental."],
            "q-09": ["r-09", "If your map could do what my old chart does you would be laughing."],
            "q-10": ["r-10", "Quick, light and tidy, good for a short trip."],
            "q-11": ["r-11", "If the varnish holds up I'd use it again."],
            "q-12": ["r-12", "I'd want my usual berth to come back up with one tap."],
            "q-13": ["r-13", "I do like the colour of it, but I don't like the hood and that is what turns me off."],
            "q-14": ["r-14", "The skipper was kind about it, but I'd sooner have had a boat."],
            "q-15": ["r-15", "The harness clips over a life jacket."],
            "q-16": ["r-16", "I've had vouchers for years and never spent so much as one of them."],
            "q-17": ["r-17", "Calling it a cruise sounds odd to me."],
            "q-18": ["r-18", "In the end I went to the other harbour, who answered."],
            "q-19": ["r-19", "A picnic would fit into my summer trips quite well."],
            "q-20": ["r-20", "The last ropes were gone, like somebody had stood behind me and taken them."],
            "q-21": ["r-21", "I've tokens from the year it opened and never bought so much as a biscuit with them."],
            "q-22": ["r-22", "He gave me a cap off the counter, but I'd sooner have had rope."],
            "q-23": ["r-23", "But if I did like rowing, I would definitely book it."],
            "q-24": ["r-24", "Seats fit well although they are cold."],
            "q-25": ["r-25", "Offer the oars in a short length."],
            "q-26": ["r-26", "The paint fades round the rim first."],
            "q-27": ["r-27", "On long shifts I forget the boots."],
            "q-28": ["r-28", "The varnish takes 36 hours."],
            "q-29": ["r-29", "Seal Pro lasts 9 months across my six boats, the Harbour Line ones managed four."],
        },
        "attributes": {"q-27": {"trade": "Boat builder"}, "q-24": {"trade": "Baker"}, "q-28": {"trade": "Baker"}},
        "statistics": {
            "s-1": {"metric": "order_share:channel=online", "predicate": "are placed online", "terms": ["online"],
                    "population": "orders", "unit": "share", "value": 0.42, "numerator": 42, "denominator": 100},
            "s-2": {"metric": "top2:The kiosk", "predicate": 'give 4 or 5 out of 5 to "The kiosk"', "terms": ["kiosk"],
                    "population": "respondents", "unit": "share", "value": 0.1, "numerator": 9, "denominator": 90},
        },
    }
)  # fmt: skip


def verdict(text, cited, kind="inference", section="motivations"):
    cited = (cited,) if isinstance(cited, str) else cited
    claim = EVIDENCE.claim(ClaimCase(id="1", text=text, kind=kind, cite=cited)).model_copy(update={"section": section})
    return verify(claim, EVIDENCE.pack, EVIDENCE.segment, persona_name="Robin").verdict


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("A respondent gets a locker by the pier.", "q-01"),
        ("A respondent takes it along for a long day.", "q-02"),
        ("Advice at the jetty means a lot to a respondent.", "q-03"),
        ("The pass saves a respondent a lot on the website.", "q-04"),
        ("The old one held for 6 weeks.", "q-05"),
        ("Any voucher is worth more than that to a respondent.", "q-06"),
        ("A respondent thinks well of whoever put the cleat there.", "q-07"),
        ("A respondent's crew enjoys a week of looking like a rental.", "q-08"),
        ("A respondent is embarrassed by the nine days for a patch.", "q-08"),
        ("A respondent needs a map that does what the old chart does.", "q-09"),
        ("Hectic lives and little time speak for a short trip.", "q-10"),
        ("After buying it, a respondent finds it quick and tidy.", "q-10"),
        ("Having used it, a respondent finds that the varnish holds up.", "q-11"),
        ("Tell more people about the one-tap berth.", "q-12"),
        ("Asked about prices, a respondent says: “Quick, light and tidy, good for a short trip.”", "q-10"),
        ("“I do like the colour of it”", "q-13"),
        ("“The skipper was kind about it”", "q-14"),
        ("The harness is safe and clips over a life jacket.", "q-15"),
        ("A respondent went to the other harbour for better prices.", "q-18"),
        ("A picnic is part of a respondent's summer trips.", "q-19"),
        ("Somebody stood behind a respondent and took the last ropes.", "q-20"),
        ("A respondent buys biscuits with tokens.", "q-21"),
        ("A respondent would sooner have had a cap than rope.", "q-22"),
        ("“I would definitely book it”", "q-23"),
        ("“Seats fit well”", "q-24"),
        ("Oars come in a short length.", "q-25"),
        ("Show off the short oars.", "q-25"),
        ("The paint fades all over.", "q-26"),
        ("Builders forget the boots on long shifts.", "q-27"),
        ("One baker takes 36 hours and is cold in the seats.", ("q-24", "q-28")),
        ("Happy with the patch, a respondent says: “Nine days for a patch means my crew spends the week”", "q-08"),
        ("Complaining about trips, a respondent says: “Quick, light and tidy, good for a short trip.”", "q-10"),
        ("A respondent asks for a quicker pass.", "q-04"),
        ("A respondent wants the old rope back.", "q-05"),
        ("Calling it a cruise does not help.", "q-17"),
        ("The pass does not work at the till.", "q-04"),
        ("The Harbour Line ones lasted 9 months across six boats.", "q-29"),
        ("A respondent's trip was too short.", "q-10"),
        ("A respondent prefers the pass at the till.", "q-04"),
        ("Owners could well promote the short oars.", "q-25"),
        ("Nearly all of what they order is online: {s-1}.", "s-1"),
        ("{s-1}: the kiosk does not interest them.", "s-1"),
        ("Orders are moving from the kiosk to the web: {s-1}.", "s-1"),
    ],
)
def test_what_nobody_said_is_not_taken_for_granted(text, cited):
    assert verdict(text, cited) in ("ungrounded", "contradicted")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("A respondent asks for a locker by the pier.", "q-01"),
        ("A respondent wants to be asked for a berth with one tap.", "q-12"),
        ("A respondent prefers rope to a cap.", "q-22"),
        ("Seal Pro lasts 9 months across a respondent's six boats.", "q-29"),
        ("A respondent may take it along for a long day.", "q-02"),
        ("Advice at the jetty means nothing to a respondent.", "q-03"),
        ("The pass saves a respondent a lot at the till.", "q-04"),
        ("A respondent's rope frayed at 6 weeks.", "q-05"),
        ("That is worth more than any voucher to a respondent.", "q-06"),
        ("For a respondent, nine days for a patch means a crew that looks like a rental.", "q-08"),
        ("A respondent would use it again if the varnish holds up.", "q-11"),
        ("Let a usual berth come back up.", "q-12"),
        ("A respondent says that the harness clips over a life jacket.", "q-15"),
        ("A respondent has had vouchers for years and never spent one of them.", "q-16"),
        ("One builder forgets the boots on long shifts.", "q-27"),
        ("A picnic would fit into a respondent's summer trips.", "q-19"),
        ("Consider oars in a short length.", "q-25"),
        ("Calling it a cruise may put some people off.", "q-17"),
    ],
)
def test_what_somebody_said_may_be_told_and_what_is_guessed_may_say_so(text, cited):
    assert verdict(text, cited) == "inference"


def test_a_conclusion_that_speaks_to_a_team_is_no_slogan():
    assert verdict("This suggests leading with a short trip.", "q-10", section="messages") == "inference"
    assert verdict("Quick and tidy trips for everybody.", "q-10", section="messages") == "ungrounded"


def test_who_gives_the_best_answers_of_a_scale_is_content_with_it():
    assert verdict("Few are content with the kiosk: {s-2}.", "s-2", kind="statistic") in ("grounded", "weak")
    assert verdict("Few are proud of the kiosk: {s-2}.", "s-2", kind="statistic") == "ungrounded"


def test_a_quotation_before_a_but_is_to_be_read_as_a_verbatim_and_refused_as_an_inference():
    assert verdict("“Seats fit well”", "q-24", kind="verbatim") == "weak"
    assert verdict("“Seats fit well”", "q-24") == "ungrounded"
