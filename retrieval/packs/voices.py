"""The sections of a persona for which a quote is evidence."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from personas.evidence import STAFF_NOTE, Quote
from retrieval.packs.asked import asked_how_it_went, section_asked_in_talk
from retrieval.packs.coverage import sections_named
from retrieval.packs.phrasing import is_hearsay, is_joke, is_request, phrased_for
from retrieval.packs.representative import even_sample
from retrieval.themes.contexts import asked_about_the_score, asked_for, verdict_of
from retrieval.themes.matching import Read, read_quotes
from retrieval.themes.spoken import side_words
from retrieval.themes.topics import Topic, load_topics

SECTION_STANCES: Mapping[str, str] = {
    "trigger": "trigger",
    "goals": "wish",
    "motivations": "praise",
    "frustrations": "complaint",
    "objections": "objection",
    "deal-breaker": "dealbreaker",
    "decision criteria": "criterion",
}
"""Section -> the stance that a quote for it shows."""
_AGAINST: Mapping[str, frozenset[str]] = {
    "motivations": frozenset({"complaint"}),
    "frustrations": frozenset({"praise"}),
    "objections": frozenset({"praise"}),
    "deal-breaker": frozenset({"praise"}),
}
"""Section -> the stances with which a quote is no evidence for it, whatever words it holds."""
_ONLY_BY_STANCE = frozenset({"trigger", "goals", "decision criteria"})
"""Sections for which a word alone is no evidence: "if I want" wishes for nothing."""
_MENTIONED = frozenset({"behaviours", "jobs to be done"})
"""The sections of plain mentions: to speak of a thing is not to say what one does or needs it for."""
_ONLY_IF_ASKED = frozenset({"channels"})
"""Sections for which an answer to a question of another one is no evidence by naming a thing: "the app logs me out"."""
_PRAISE = ("good", "soft_good", "loving")
_TROUBLED = ("bad", "soft_bad", "negators", "troubles")
"""Lists of which a word tells of trouble where people write because of some."""
_TROUBLE = (*_TROUBLED, "doubts")
_COUNTING = frozenset("only weeks again still".split())
"""Words of trouble that to a support desk are none by themselves: "away two weeks", "we only have that one place"."""
_SEEKING = frozenset(
    "buy buys bought buying order orders ordered ordering book booked booking shop shopping shopped find found look "
    "looked looking search searched browse browsed browsing see saw seen read hear heard check checked compare "
    "compared use used using go went visit visited collect collected choose chose chosen pick picked pay paid came "
    "come sign signed learnt learned prefer download downloaded scan scanned log".split()
)
"""Of which one stands where somebody tells where they look and buy; a place is also named for much else."""
_TURNS = frozenset({"but", "although", "though", "however", "except", "yet"})
_SUPPOSING = _TURNS | {"if", "would", "unless"}
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
_GOOD_LENGTH = range(8, 31)
_FEW = 6
"""Words up to which an answer may be a mere wish."""
_CONTENT = frozenset("nothing no none nowt all keep love loved great happy perfect".split())
"""Words of which one shows that somebody who was asked what to change would change nothing."""
_BY_STARS = {"motivations": "good", "frustrations": "bad"}
"""Section -> the stars under which its quotes stand, where there are stars."""
_BORNE_OUT = 0.5
"""Worth of stars that agree with a section, beside what makes a quote clear."""


def sections_of(quote: Quote) -> frozenset[str]:
    """The sections for which a quote is evidence by its stance and its topics; none for one that says nothing plain.

    A quote that supposes, asks or both praises and complains belongs under neither motivations nor frustrations.
    """
    return frozenset().union(*(_fitting(row) for row in read_quotes([quote])))


def stands_in(quote: Quote) -> frozenset[str]:
    """The sections under which a quote may stand by itself: a place that it only names is no channel."""
    return frozenset().union(*(_placed(row) for row in read_quotes([quote])))


def told_outright(quote: Quote) -> frozenset[str]:
    """The sections for which a quote is evidence by what was asked or how it is said, and not by a word alone."""
    return frozenset().union(*(_fitting(row) & (_answered(row) | phrased_for(quote)) for row in read_quotes([quote])))


def voices_by_section(quotes: Sequence[Quote], per_section: int) -> dict[str, list[str]]:
    """For each section ids of the clearest quotes, each of another respondent; `in their own words` the most vivid.

    Of very many quotes an even sample is read.
    """
    rows = read_quotes(even_sample(quotes))
    fitting: dict[str, list[Read]] = {section: [] for section in SECTION_STANCES}
    for row in rows:
        for section in _placed(row):
            fitting.setdefault(section, []).append(row)
    chosen = {section: _best(found, per_section, section) for section, found in fitting.items()}
    own = [row for row in rows if not is_joke(row.quote)]
    chosen["in their own words"] = _best(own, 2 * per_section, "in their own words")
    return chosen


def _fitting(row: Read) -> frozenset[str]:
    if is_joke(row.quote):
        return frozenset()
    stance, topics = row.stance, _topics()
    spoken_of = [(topics[name], said.side) for name, said in row.topics.items()]
    shown = {section for section, wanted in SECTION_STANCES.items() if stance.shows(wanted)}
    named = {topic.sections[""] for topic, _ in spoken_of if not topic.sided} - _MENTIONED
    mixed = {"good", "bad"} <= stance.sides
    sided = {topic.sections[side] for topic, side in spoken_of if side and not mixed}
    told = sections_named(row.quote.text) - _ONLY_BY_STANCE
    answered = _answered(row)
    told |= answered | _rated(row) | _reported(row) | phrased_for(row.quote)
    named -= _ONLY_IF_ASKED if answered.isdisjoint(_ONLY_IF_ASKED) and answered else frozenset()
    if not _TURNS.isdisjoint(row.words):
        told -= _AGAINST.keys()
    found = {*shown, *named, *sided, *told}
    if stance.shows("praise") or (_stars(row) == "good" and "bad" not in stance.sides):
        found -= {section for section, against in _AGAINST.items() if "praise" in against}
    if stance.shows("complaint") or _stars(row) == "bad":
        found -= {section for section, against in _AGAINST.items() if "complaint" in against}
    if stance.shows("objection"):
        found -= {"frustrations"}
    if _wished(row):
        found -= {"motivations"}
    if is_request(row.quote):
        found -= {"goals"}
    return frozenset(found)


def _placed(row: Read) -> frozenset[str]:
    """The sections of which a quote tells, without the channels of which only a name stands there."""
    fitting = _fitting(row)
    told = _seeks(row) or "channels" in _answered(row) | phrased_for(row.quote) | sections_named(row.quote.text)
    return fitting if told else fitting - _ONLY_IF_ASKED


def _answered(row: Read) -> frozenset[str]:
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
        return frozenset({"frustrations"} if _says(row, *_TROUBLE) and not _says(row, *_PRAISE) else ())
    return frozenset({section})


def _wished(row: Read) -> bool:
    """Whether a few words say what somebody would change, as they were asked: "cat friendly sign" praises nothing."""
    if asked_for(row.quote) != "goals" or len(row.words) > _FEW or _reports(row):
        return False
    return _CONTENT.isdisjoint(row.words)


def _scored(row: Read) -> frozenset[str]:
    """Asked for the reason of their score, promoters say what they like and detractors what frustrates them.

    None where the words say the other, or where the score is not known or between the two.
    """
    if _stars(row) == "good" and not _says(row, "bad", "troubles"):
        return frozenset({"motivations"})
    return frozenset({"frustrations"} if _stars(row) == "bad" and not _says(row, *_PRAISE) else ())


def _reports(row: Read) -> bool:
    """Whether an answer tells what is or was ("Came the Thursday") rather than what to do ("More sizes, please")."""
    if row.stance.shows("wish"):
        return False
    start, end = row.reading.spoken.clause(0)
    if row.words[0].endswith("ing") and _says(row, *_TROUBLE):
        return True
    return any(word in _OF_REPORTS or (word.endswith("ed") and len(word) > 4) for word in row.words[start:end])


def _rated(row: Read) -> frozenset[str]:
    """What is said with a word of trouble under low stars, or of praise and none of trouble under high ones.

    The first words of a review with low stars need no word of trouble, unless they tell how it came to the purchase.
    """
    praise, trouble = (_says(row, *names) for names in (_PRAISE, _TROUBLE))
    if _stars(row) == "bad" and not praise and (trouble or _opens_with_a_verdict(row)):
        return frozenset({"frustrations"})
    return frozenset({"motivations"} if _stars(row) == "good" and praise and not trouble else ())


def _reported(row: Read) -> frozenset[str]:
    """What is told with a word of trouble to a support desk, or of how it went, frustrates, unless they ask or wish."""
    calm = row.stance.shows("wish") or row.quote.text.rstrip().endswith("?") or _says(row, *_PRAISE)
    match row.quote.kind:
        case "ticket":
            trouble = row.quote.speaker != STAFF_NOTE and _says(row, *_TROUBLED, beside=_COUNTING)
        case "interview":
            plainly = _says(row, "bad", "soft_bad", "troubles", beside=_COUNTING | side_words("negators"))
            trouble = (
                asked_how_it_went(row.quote)
                and plainly
                and _SUPPOSING.isdisjoint(row.words)
                and not _says(row, "negators")
            )
        case _:
            trouble = False
    return frozenset({"frustrations"} if trouble and not calm else ())


def _opens_with_a_verdict(row: Read) -> bool:
    """Whether these are the first words of what somebody wrote, and neither a question nor the story of a purchase."""
    first, asks = row.quote.start == 0 and not is_hearsay(row.quote), row.quote.text.rstrip().endswith("?")
    return first and not asks and _OF_PURCHASES.isdisjoint(row.words) and not row.stance.shows("wish")


def _seeks(row: Read) -> bool:
    """Whether somebody tells that they look or buy, and not that they could not."""
    return not _SEEKING.isdisjoint(row.words) and not _says(row, "negators") and "nowhere" not in row.words


def _says(row: Read, *names: str, beside: frozenset[str] = frozenset()) -> bool:
    """Whether a word of these lists stands in a quote, `beside` those that count for nothing here."""
    return any(not (side_words(name) - beside).isdisjoint(row.words) for name in names)


@cache
def _topics() -> Mapping[str, Topic]:
    return {topic.name: topic for topic in load_topics()}


def _stars(row: Read) -> str:
    return {"low": "bad", "high": "good", "": ""}[verdict_of(row.quote)]


def _best(rows: Iterable[Read], limit: int, section: str) -> list[str]:
    """Ids of the clearest, one a respondent; of those as clear in the order in which they come.

    Who says in so many words what a section wants goes before others.
    """
    best: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: _worth(row, section), reverse=True):
        best.setdefault(row.quote.respondent_id, row.quote.id)
    return list(best.values())[:limit]


def _worth(row: Read, section: str) -> float:
    outright = section in phrased_for(row.quote)
    return _clarity(row) + _BORNE_OUT * _is_borne_out(row, section) + outright


def _is_borne_out(row: Read, section: str) -> bool:
    """Whether stars bear out what the words show: praise under high ones, complaint under low ones."""
    return _BY_STARS.get(section) == _stars(row) != ""


def _clarity(row: Read) -> float:
    """Good length, on several topics, clear in stance, in the first person, a complete sentence."""
    first_person = bool({"i", "i'm", "i'd", "i've", "we", "my", "our", "me"} & set(row.words))
    complete = row.quote.text[:1].isupper() and row.quote.text.rstrip()[-1:] in ".!?"
    return (
        (len(row.words) in _GOOD_LENGTH)
        + 0.5 * first_person
        + 0.3 * complete
        + 0.4 * min(len(row.topics), 2)
        + 0.2 * min(row.stance.strength, 3)
    )
