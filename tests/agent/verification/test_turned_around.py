"""True words turned around: whose word it is, how much, how often, what came first, of whom, and what is best."""

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
            "q-22": ["r-22", "The trip to the pier taken by the north line is less time than the south line."],
            "q-23": ["r-23", "A quiet cabin is more important than a window."],
            "q-24": ["r-24", "I was surprised how much prettier it is at night than from the pier."],
            "q-25": ["r-25", "The benches weren't as chilly as they look."],
            "q-26": ["r-26", "The rope on deck is a little slippery."],
            "q-27": ["r-27", "Once my luggage got swapped with somebody else's."],
            "q-28": ["r-28", "But heard the stewards are sometimes rude."],
            "q-29": ["r-29", "The guard shouted at me, the captain had me move my bicycle, but staff are friendly."],
            "q-30": ["r-30", "My coat looked as if somebody had left it in a swamp."],
            "q-31": ["r-31", "I am five feet tall and the railing was too high on me."],
            "q-32": ["r-32", "I had a dull experience on the upper deck."],
            "q-39": ["r-39", "Warm blankets are required, and the ferry rarely docks late."],
            "q-40": ["r-40", "It is a wood that could rot after some storms."],
            "q-41": ["r-41", "I love the deck chairs. I bought the blue ticket in the sale."],
            "q-42": ["r-42", "I'm not used to bunks. I want a cabin without dripping pipes."],
            "q-34": ["r-34", "I'm going to disagree with reviewers who say that the gangway is steep."],
            "q-35": ["r-35", "I think I will bring a rug, the decks are damp."],
            "q-36": ["r-36", "I bought this pass for all 3 ports and I'm 5'3\"."],
            "q-37": ["r-37", "Can't wait to sail it again."],
            "q-38": ["r-38", "The varnish smells, and the bar was full."],
            "q-33": ["r-33", "I never board without earplugs, cabins by the engine have zero comfort."],
        },
        "statistics": {
            "s-1": {"metric": "share:port=Eastport", "predicate": "have Eastport as their port", "terms": ["eastport"],
                    "unit": "share", "value": 0.4, "numerator": 36, "denominator": 90},
            "s-2": {"metric": "share:port=Westport", "predicate": "have Westport as their port", "terms": ["westport"],
                    "unit": "share", "value": 0.3, "numerator": 27, "denominator": 90},
        },
    }
)  # fmt: skip


def verdict(text, *cited, pack=EVIDENCE.pack, section=""):
    kind = "statistic" if cited[0].startswith("s") else "inference"
    claim = EVIDENCE.claim(ClaimCase(id="1", text=text, kind=kind, cite=cited))
    told = {"kind": "inference", "section": section or claim.section}
    return verify(claim.model_copy(update=told), pack, EVIDENCE.segment, persona_name="Robin").verdict


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
        ("The south line reaches the pier sooner than the north line.", "q-22"),
        ("A respondent puts a window before a quiet cabin.", "q-23"),
        ("A respondent finds it prettier from the pier than at night.", "q-24"),
        ("The benches were chillier than they look.", "q-25"),
        ("The rope on deck is extremely slippery.", "q-26"),
        ("Luggage keeps getting swapped with somebody else's.", "q-27"),
        ("A respondent met rude stewards.", "q-28"),
        ("A respondent was friendly to the staff.", "q-29"),
        ("A respondent had the captain move the bicycle.", "q-29"),
        ("A coat was left in the swamp.", "q-30"),
        ("The railing is too high for short women.", "q-31"),
        ("A dull experience comes from the upper deck.", "q-32"),
        ("Cabins by the engine have comfort.", "q-33"),
        ("A respondent found that the gangway is steep.", "q-34"),
        ("A respondent brings a rug.", "q-35"),
        ("A respondent bought 3 passes.", "q-36"),
        ("The sale made a respondent love the deck chairs.", "q-41"),
        ("Warm blankets are what a respondent gets.", "q-39"),
        ("The wood rots after some storms.", "q-40"),
        ("A respondent sails it again.", "q-37"),
        ("The varnish is sticky along the railings.", "q-38"),
        ("The full bar is down to the varnish.", "q-38"),
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
        ("A respondent finds that the north line takes less time than the south line.", "q-22"),
        ("A respondent puts a quiet cabin before a window.", "q-23"),
        ("A respondent finds it prettier at night than from the pier.", "q-24"),
        ("The benches were less chilly than they look.", "q-25"),
        ("The rope on deck is a bit slippery, a respondent finds.", "q-26"),
        ("A respondent's luggage was once swapped with somebody else's.", "q-27"),
        ("A respondent has heard that stewards are rude.", "q-28"),
        ("A respondent was shouted at by the guard.", "q-29"),
        ("A respondent disagrees with those who call the gangway steep.", "q-34"),
        ("A respondent plans to bring a rug for the damp decks.", "q-35"),
        ("A respondent is 5'3\".", "q-36"),
        ("Bunks take getting used to for a respondent.", "q-42"),
        ("Dripping pipes could put somebody off a cabin.", "q-42"),
        ("For a respondent the ferry hardly ever docks late.", "q-39"),
        ("The wood could rot after some storms.", "q-40"),
        ("A respondent bought a pass for 3 ports.", "q-36"),
        ("A respondent hopes to sail it again.", "q-37"),
        ("The varnish smells, so change the varnish.", "q-38"),
        ("A respondent's coat looked as if it had been left in a swamp.", "q-30"),
        ("The railing might be too high for short women.", "q-31"),
        ("Shouting may come between guards and customers when a bicycle is in the way.", "q-29"),
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


@pytest.mark.parametrize("section", ["opportunities", "implications"])
def test_what_a_team_may_do_is_told_in_words_of_its_own_and_what_customers_do_is_not(section):
    assert verdict("Reserve cabins while a booking is open.", "q-16", section=section) == "inference"
    assert verdict("Travellers abandon half-filled baskets over cabins.", "q-16", section=section) == "ungrounded"
    assert verdict("A traveller abandons half-filled baskets over cabins.", "q-16", section=section) == "ungrounded"


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
