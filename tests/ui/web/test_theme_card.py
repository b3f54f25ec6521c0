"""A theme's card beside a claim: what it says of those who say otherwise."""

from personas.claims import Citation, Claim
from personas.evidence import Quote, Theme
from ui.web.parts.claims import Evidence, evidence_list


def quote(number: int) -> Quote:
    return Quote(
        id=f"q-{number}",
        source_id="s",
        document_id=f"doc-{number}",
        start=0,
        end=4,
        text=f"Said {number}",
        respondent_id=f"r-{number}",
    )


def theme(name: str, quotes: tuple[str, ...], opposing: tuple[str, ...] = ()) -> Theme:
    return Theme(id=name, segment_id="g-1", label=name, n=3, of=9, quotes=quotes, opposing=opposing)


def shown(*themes: Theme) -> str:
    """What stands beside a claim that cites the first theme and a quote of it."""
    evidence: dict[str, Evidence] = {one.id: one for one in (*themes, quote(1), quote(2), quote(3))}
    cited = (Citation(evidence_id=themes[0].id), Citation(evidence_id="q-1"))
    return str(evidence_list(Claim(id="c-1", text="Said", kind="theme", section="goals", citations=cited), evidence))


def test_a_theme_that_nothing_speaks_against_says_so() -> None:
    assert "No quote was found that says otherwise." in shown(theme("t-1", ("q-1",)))


def test_a_theme_does_not_deny_the_counter_evidence_of_words_cited_with_it() -> None:
    beside = shown(theme("t-1", ("q-1",)), theme("t-2", ("q-1", "q-2"), opposing=("q-3",)))
    assert "No quote was found that says otherwise." not in beside
    assert "against words that are cited with it" in beside
