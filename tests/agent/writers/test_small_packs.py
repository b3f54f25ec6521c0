"""A pack of few quotes: what was asked for a section stands there, and is not used up by the story and the journey."""

from agent.writers.planning import plan_parts
from personas.evidence import EvidencePack, Quote

ANSWERS = {
    "What made you first travel with us?": "The office moved next to the station",
    "What nearly put you off your last journey?": "It was late the day before so I didn't trust it",
    "What is the best thing about the line?": "I love that I can have a drink after work",
    "If you could change one thing, what would it be?": "Let me change the day on my ticket",
}


def quote(quote_id: str, asked: str, text: str) -> Quote:
    return Quote(
        id=quote_id,
        source_id="s",
        document_id=f"d-{quote_id}",
        start=0,
        end=len(text),
        text=text,
        kind="survey",
        respondent_id=f"r-{quote_id}",
        segment_id="g",
        membership="rule",
        attributes={"question": asked},
    )


def test_every_section_that_one_voice_was_asked_for_is_given_it() -> None:
    said = [quote(f"q-{number}", asked, text) for number, (asked, text) in enumerate(ANSWERS.items())]
    pack = EvidencePack(id="k", segment_id="g", quotes=tuple(said), statistics=(), themes=(), hash="0" * 64)
    parts = plan_parts(pack, journey=True, most=60)
    quotable = {part.section: part.quotable for part in parts}
    assert all(quotable[section] for section in ("trigger", "objections", "motivations", "goals"))


def test_of_few_people_one_who_says_it_outright_is_enough_for_a_section() -> None:
    texts = (
        "I no longer order wool in summer.",
        "What I look for is a seam that lies flat.",
        "The hem is blue all round.",
    )
    said = [quote(f"q-{number}", "", text) for number, text in enumerate(texts)]
    pack = EvidencePack(id="k", segment_id="g", quotes=tuple(said), statistics=(), themes=(), hash="0" * 64)
    quotable = {part.section: part.quotable for part in plan_parts(pack, journey=True, most=60)}
    assert quotable["deal-breaker"] and quotable["decision criteria"] and not quotable.get("goals")
