"""True words turned around: whose word it is, whether it was done, what came first, of whom, and what is best."""

import pytest

from agent.verification import verify
from eval.suites import ClaimCase
from eval.suites.evidence import EvidenceFile
from personas.evidence import Quote

EVIDENCE = EvidenceFile(
    {
        "segment": {"id": "g-1", "name": "Night riders", "rule": "rides >= 9", "n": 90, "definition_version": 1},
        "persona": "Robin",
        "quotes": {
            "q-01": ["r-01", "My brother says the ferry got slower after the summer."],
            "q-02": ["r-02", "I was told the repair would take two days. It took nine."],
            "q-03": ["r-03", "Cheap ropes are dear ropes, my uncle said."],
            "q-04": ["r-04", "I'd bring my dog along if they let me."],
            "q-05": ["r-05", "I nearly bought a season ticket, then didn't because of the cost."],
            "q-06": ["r-06", "I used to sail every month."],
            "q-07": ["r-07", "I cancelled my berth after they doubled the fee."],
            "q-08": ["r-08", "Since they closed the kiosk I hardly drink coffee on board."],
            "q-09": ["r-09", "I'd rather swim than use that gangway again."],
            "q-10": ["r-10", "I compare it with the harbour cafe, and here it is usually dearer."],
            "q-11": ["r-11", "Fantastic boat."],
            "q-12": ["r-12", "The ticket machine takes coins, which my aunt loves."],
            "q-13": ["r-13", "I take the boat on weekdays unless it storms."],
            "q-14": ["r-14", "The crossing was late and nobody reads the complaints."],
            "q-15": ["r-15", "Would suit anyone from the island, not those in Northport."],
            "q-16": ["r-16", "Cabins are never available on Fridays when everybody needs them."],
            "q-17": ["r-17", "Could we moor a whale there? Just joking."],
            "q-18": ["r-18", "The engine failed and I had to pay for the full half day."],
            "q-19": ["r-01", "The deck was icy in March."],
            "q-20": ["r-20", "The purser refunded the fare."],
            "q-21": ["r-21", "No one tells you that the card has to be stamped."],
        },
        "statistics": {
            "s-1": {"metric": "share:port=Eastport", "predicate": "have Eastport as their port", "terms": ["eastport"],
                    "unit": "share", "value": 0.4, "numerator": 36, "denominator": 90},
            "s-2": {"metric": "share:port=Westport", "predicate": "have Westport as their port", "terms": ["westport"],
                    "unit": "share", "value": 0.3, "numerator": 27, "denominator": 90},
        },
    }
)  # fmt: skip


def verdict(text, *cited, pack=EVIDENCE.pack):
    kind = "statistic" if cited[0].startswith("s") else "inference"
    claim = EVIDENCE.claim(ClaimCase(id="1", text=text, kind=kind, cite=cited))
    return verify(claim.model_copy(update={"kind": "inference"}), pack, EVIDENCE.segment, persona_name="Robin").verdict


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("The ferry got slower after the summer.", "q-01"),
        ("A respondent says that the ferry got slower after the summer.", "q-01"),
        ("The repair takes two days.", "q-02"),
        ("Cheap ropes are dear ropes.", "q-03"),
        ("A respondent brings their dog along.", "q-04"),
        ("A respondent bought a season ticket.", "q-05"),
        ("A respondent sails every month.", "q-06"),
        ("A respondent has a berth.", "q-07"),
        ("A respondent cancelled the berth before the fee was doubled.", "q-07"),
        ("The kiosk closed because a respondent hardly drinks coffee on board.", "q-08"),
        ("A respondent would rather use the gangway than swim.", "q-09"),
        ("A respondent finds the harbour cafe dearer.", "q-10"),
        ("A respondent loves that the ticket machine takes coins.", "q-12"),
        ("A respondent always takes the boat on weekdays.", "q-13"),
        ("A respondent takes every boat on weekdays.", "q-13"),
        ("Somebody reads the complaints.", "q-14"),
        ("A respondent says it would suit those in Northport.", "q-15"),
        ("A respondent asked to moor a whale there.", "q-17"),
        ("A respondent had to pay for the full day.", "q-18"),
    ],
)
def test_what_a_voice_says_is_not_turned_around(text, cited):
    assert verdict(text, cited) in ("ungrounded", "contradicted")


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("A respondent's brother says the ferry got slower after the summer.", "q-01"),
        ("A respondent was told that the repair would take two days.", "q-02"),
        ("A respondent would bring their dog along.", "q-04"),
        ("A respondent nearly bought a season ticket.", "q-05"),
        ("A respondent used to sail every month.", "q-06"),
        ("A respondent cancelled the berth after the fee was doubled.", "q-07"),
        ("Since the kiosk closed, a respondent hardly drinks coffee on board.", "q-08"),
        ("A respondent would rather swim than use the gangway again.", "q-09"),
        ("A respondent finds it usually dearer here than at the harbour cafe.", "q-10"),
        ("A respondent's aunt loves that the ticket machine takes coins.", "q-12"),
        ("A respondent finds cabins unavailable on Fridays.", "q-16"),
        ("A respondent had to pay for the full half day.", "q-18"),
        ("A respondent says that nobody tells them that the card has to be stamped.", "q-21"),
    ],
)
def test_what_a_voice_says_may_be_told_as_it_is(text, cited):
    assert verdict(text, cited) == "inference"


def test_one_person_is_not_told_what_two_people_say():
    assert (
        verdict("A respondent found the deck icy and had the fare refunded by the purser.", "q-19", "q-20")
        == "ungrounded"
    )
    assert (
        verdict("A respondent found the deck icy in March, and another had the fare refunded.", "q-19", "q-20")
        == "inference"
    )
    assert verdict("A respondent's brother says the ferry got slower after the summer.", "q-01", "q-19") == "inference"


def test_praise_under_one_star_is_taken_as_mockery_and_praise_under_five_as_praise():
    quote = EVIDENCE.pack.find("q-11")
    assert isinstance(quote, Quote)
    for stars, expected in ((1, "ungrounded"), (5, "inference")):
        told = quote.model_copy(update={"rating": stars})
        pack = EVIDENCE.pack.model_copy(update={"quotes": (told,)})
        assert verdict("A respondent finds the boat fantastic.", "q-11", pack=pack) == expected


def test_the_most_common_of_several_is_the_one_with_the_largest_share():
    assert verdict("Westport is the most common port.", "s-2") == "ungrounded"
    assert verdict("Eastport is the most common port.", "s-1") == "inference"
