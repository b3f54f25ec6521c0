from typing import Any

from agent.drafting import draft_persona
from agent.verification import verify
from agent.writers import ExtractiveWriter
from personas.coverage import SectionCoverage
from personas.draft import SECTIONS, Draft, Unknown
from personas.evidence import Theme
from retrieval.packs import sections_of
from tests.support import packs

PRICE = SectionCoverage(section="price sensitivity", searched=("price", "sale", "cheap"), found=2)


def draft(**values: Any) -> Draft:
    return draft_persona(packs.request(**values), ExtractiveWriter(), verify)


def without_price(themes: tuple[Theme, ...] = ()) -> dict[str, Any]:
    pack = packs.pack()
    figures = tuple(figure for figure in pack.statistics if figure.section != "price sensitivity")
    kept = tuple(theme for theme in pack.themes if theme.topic != "price sensitivity")
    quotes = tuple(quote for quote in pack.quotes if "price sensitivity" not in sections_of(quote))
    return {
        "pack": pack.model_copy(
            update={
                "statistics": figures,
                "themes": (*kept, *themes),
                "quotes": pack.quotes if themes else quotes,
                "hash": str(len(themes)),
            }
        )
    }


def unknown(found: Draft, section: str) -> Unknown | None:
    return next((line for line in found.unknowns if line.section == section), None)


def test_every_section_holds_claims_or_is_unknown() -> None:
    found = draft()
    known = set(found.persona.sections)
    missing = {line.section for line in found.unknowns}
    assert set(SECTIONS) - {"demographics"} <= known | missing
    assert not known & missing


def test_too_few_respondents_make_a_section_unknown_with_what_was_searched_for_and_found() -> None:
    line = unknown(draft(**without_price(), coverage=(PRICE,)), "price sensitivity")
    assert line is not None
    assert line.searched == PRICE.searched
    assert line.found == 2
    assert (
        "Only 2 of the segment's respondents say something that was searched for on price sensitivity; the minimum is 3"
        in line.reason
    )


def test_when_evidence_is_added_the_unknown_vanishes() -> None:
    theme = next(theme for theme in packs.themes() if theme.topic == "price sensitivity")
    assert unknown(draft(**without_price((theme,)), coverage=(PRICE,)), "price sensitivity") is None


def test_nobody_speaking_of_it_is_said_so() -> None:
    line = unknown(draft(), "deal-breaker")
    assert line is not None
    assert (
        line.reason
        == "Nothing that was searched for on deal-breakers stands in what this segment says, and no figure covers it."
    )
    assert line.searched == ("never again", "walk away")


def test_demographic_attributes_without_a_figure_are_unknown_one_by_one() -> None:
    missing = {line.section for line in draft().unknowns}
    assert "demographics: income" in missing
    assert "demographics: age" not in missing
    assert "demographics: region" not in missing


def test_an_average_is_not_an_age() -> None:
    only_average = packs.pack().model_copy(update={"statistics": packs.statistics()[1:2], "hash": "3"})
    assert "demographics: age" in {line.section for line in draft(pack=only_average).unknowns}
