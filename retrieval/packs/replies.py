"""What somebody says by what they were asked, by their stars, or by whom they tell it."""

from personas.evidence import STAFF_NOTE
from retrieval.packs.asked import asked_how_it_went, section_asked_in_talk
from retrieval.packs.phrasing import is_hearsay
from retrieval.themes.contexts import asked_about_the_score, asked_for, verdict_of
from retrieval.themes.matching import Read
from retrieval.themes.spoken import side_words

_PRAISE = ("good", "soft_good", "loving")
_TROUBLED = ("bad", "soft_bad", "negators", "troubles")
"""Lists of which a word tells of trouble where people write because of some."""
_TROUBLE = (*_TROUBLED, "doubts")
_COUNTING = frozenset("only weeks again still".split())
"""Words of trouble that to a support desk are none by themselves: "away two weeks", "we only have that one place"."""
TURNS = frozenset({"but", "although", "though", "however", "except", "yet"})
"""Words behind which somebody says the other of what they said."""
_SUPPOSING = TURNS | {"if", "would", "unless"}
_OF_REPORTS = frozenset(
    "i i'm i've i'd we we're we've it it's he she they mine is isn't are aren't was wasn't were weren't am has hasn't "
    "had hadn't did didn't does doesn't got came went told said took bought sent kept left lost found paid gave "
    "made nobody".split()
)
"""Words of which one in the first clause makes an answer a report of what is or was."""
_OF_PURCHASES = frozenset(
    "ordered order bought buy purchased purchase joined signed visited booked chose wanted needed been customer".split()
)
"""Words with which a review begins that tells first how it came to the purchase."""
_FEW = 6
"""Words up to which an answer may be a mere wish."""
_CONTENT = frozenset("nothing no none nowt all keep love loved great happy perfect".split())
"""Words of which one shows that somebody who was asked what to change would change nothing."""


def answered(row: Read) -> frozenset[str]:
    """The section to which the open question that a quote answers speaks.

    Asked what to change, whoever tells of trouble that is or was ("Running late and nobody says") wishes for nothing
    in so many words: it frustrates them; and praise is no wish for a change. In an interview talk goes on: a reply
    that begins with a denial is of no section, and what is asked for a change tells of the company, not of goals.
    """
    if asked_about_the_score(row.quote):
        return _scored(row)
    section = section_asked_in_talk(row.quote) if row.quote.kind == "interview" else asked_for(row.quote)
    if not section or (section == "goals" and "good" in row.stance.sides):
        return frozenset()
    if section == "goals" and row.quote.kind != "interview" and _reports(row):
        return frozenset({"frustrations"} if says(row, *_TROUBLE) and not says(row, *_PRAISE) else ())
    return frozenset({section})


def is_mere_wish(row: Read) -> bool:
    """Whether a few words say what somebody would change, as they were asked: "cat friendly sign" praises nothing."""
    if asked_for(row.quote) != "goals" or len(row.words) > _FEW or _reports(row):
        return False
    return _CONTENT.isdisjoint(row.words)


def rated(row: Read) -> frozenset[str]:
    """The section of what is said with trouble under low stars, or with praise and no trouble under high ones.

    The first words of a review with low stars need no word of trouble, unless they tell how it came to the purchase.
    """
    praise, trouble = (says(row, *names) for names in (_PRAISE, _TROUBLE))
    if stars(row) == "bad" and not praise and (trouble or _opens_with_a_verdict(row)):
        return frozenset({"frustrations"})
    return frozenset({"motivations"} if stars(row) == "good" and praise and not trouble else ())


def reported(row: Read) -> frozenset[str]:
    """Frustrations where trouble is told to a support desk, or of how it went, by whoever neither asks nor wishes."""
    calm = row.stance.shows("wish") or row.quote.text.rstrip().endswith("?") or says(row, *_PRAISE)
    match row.quote.kind:
        case "ticket":
            trouble = row.quote.speaker != STAFF_NOTE and says(row, *_TROUBLED, beside=_COUNTING)
        case "interview":
            plainly = says(row, "bad", "soft_bad", "troubles", beside=_COUNTING | side_words("negators"))
            trouble = (
                asked_how_it_went(row.quote)
                and plainly
                and _SUPPOSING.isdisjoint(row.words)
                and not says(row, "negators")
            )
        case _:
            trouble = False
    return frozenset({"frustrations"} if trouble and not calm else ())


def says(row: Read, *names: str, beside: frozenset[str] = frozenset()) -> bool:
    """Whether a word of these lists stands in a quote, `beside` those that count for nothing here."""
    return any(not (side_words(name) - beside).isdisjoint(row.words) for name in names)


def stars(row: Read) -> str:
    """What somebody's stars or score say of what they speak of: good, bad, or nothing."""
    return {"low": "bad", "high": "good", "": ""}[verdict_of(row.quote)]


def _scored(row: Read) -> frozenset[str]:
    """Asked for the reason of their score, promoters say what they like and detractors what frustrates them.

    None where the words say the other, or where the score is not known or between the two.
    """
    if stars(row) == "good" and not says(row, "bad", "troubles"):
        return frozenset({"motivations"})
    return frozenset({"frustrations"} if stars(row) == "bad" and not says(row, *_PRAISE) else ())


def _reports(row: Read) -> bool:
    """Whether an answer tells what is or was ("Came the Thursday") rather than what to do ("More sizes, please")."""
    if row.stance.shows("wish"):
        return False
    start, end = row.reading.spoken.clause(0)
    if row.words[0].endswith("ing") and says(row, *_TROUBLE):
        return True
    return any(word in _OF_REPORTS or (word.endswith("ed") and len(word) > 4) for word in row.words[start:end])


def _opens_with_a_verdict(row: Read) -> bool:
    """Whether these are the first words of what somebody wrote, and neither a question nor the story of a purchase."""
    first, asks = row.quote.start == 0 and not is_hearsay(row.quote), row.quote.text.rstrip().endswith("?")
    return first and not asks and _OF_PURCHASES.isdisjoint(row.words) and not row.stance.shows("wish")
