import re
from collections import Counter
from functools import cache

import pytest

from agent.drafting import DraftRequest, draft_persona
from agent.numbers import read_numbers
from agent.verification import verify
from agent.verification.evidence_text import content_stems
from agent.verification.polarity import polarised
from agent.verification.text import words as words_of
from agent.writers import ExtractiveWriter
from agent.writers.data import load
from agent.writers.extractive.sentences import template
from agent.writers.planning.themes import themes_by_section
from agent.writers.polarity import side
from personas.claims import Claim
from personas.draft import SECTIONS, Draft
from personas.evidence import EvidencePack, Quote, Statistic, Theme
from retrieval.packs import sections_of
from tests.support import packs


def request(pack: EvidencePack | None = None, **values: object) -> DraftRequest:
    return packs.request(pack=pack or packs.pack(), **{"journey": True, **values})


@cache
def draft() -> Draft:
    return draft_persona(request(), ExtractiveWriter(), verify)


def narrative() -> str:
    return " ".join(claim.text for claim in draft().claims if claim.section == "narrative")


def quoted(claim: Claim) -> list[str]:
    return re.findall(r"“([^”]+)”", claim.text)


def test_no_claim_is_blocked_and_every_figure_and_quotation_is_grounded() -> None:
    verdicts = Counter(claim.verdict for claim in draft().claims)
    assert set(verdicts) <= {"grounded", "weak", "inference"}
    assert verdicts["weak"] <= len(draft().claims) // 10


def test_the_same_evidence_gives_the_same_draft() -> None:
    again = draft_persona(request(), ExtractiveWriter(), verify)
    assert again.claims == draft().claims
    assert again.persona == draft().persona


def test_a_draft_holds_at_most_45_claims() -> None:
    assert 25 <= len(draft().claims) <= 60
    assert len({claim.id for claim in draft().claims}) == len(draft().claims)


def test_quotations_are_exact_and_none_is_used_twice() -> None:
    said = [words for claim in draft().claims if claim.section != "in their own words" for words in quoted(claim)]
    spoken = " \n ".join(quote.text for quote in packs.quotes())
    assert all(words in spoken for words in said)
    assert len(said) == len(set(said))


def test_at_least_eight_respondents_are_cited() -> None:
    members = {quote.id: quote for quote in packs.quotes()}
    cited = {c.evidence_id for claim in draft().claims for c in claim.citations or ()}
    assert len({members[i].respondent_id for i in cited if i in members}) >= 8


def test_praise_stands_under_motivations_and_complaint_under_frustrations() -> None:
    pack = packs.pack()
    for section, fits in (("motivations", "good"), ("frustrations", "bad")):
        themes = [
            member
            for claim in draft().claims
            if claim.section == section
            for c in claim.citations or ()
            if isinstance(member := pack.find(c.evidence_id), Theme)
        ]
        assert themes
        assert {side(theme) for theme in themes} == {fits}


def test_who_disagrees_is_heard() -> None:
    pack = packs.pack()
    opposing = {quote_id for theme in pack.themes for quote_id in theme.opposing}
    heard = {c.evidence_id for claim in draft().claims if claim.kind == "verbatim" for c in claim.citations or ()}
    assert opposing <= heard


def test_the_narrative_is_120_to_250_words_with_one_tension() -> None:
    assert 120 <= len(narrative().split()) <= 250
    assert narrative().count("While ") == 1


def test_without_both_sides_there_is_no_tension() -> None:
    praise = tuple(theme for theme in packs.themes() if theme.id in ("t-repair", "t-points"))
    alone = draft_persona(
        request(packs.pack().model_copy(update={"themes": praise, "hash": "1"})), ExtractiveWriter(), verify
    )
    assert "While" not in " ".join(claim.text for claim in alone.claims if claim.section == "narrative")
    assert alone.persona.essence is not None


def test_essence_messages_and_implications_are_inferences() -> None:
    readings = [c for c in draft().claims if c.section in ("essence", "messages", "implications", "scenario")]
    assert readings
    assert {claim.kind for claim in readings} == {"inference"}
    assert all(claim.citations for claim in readings)


def test_links_and_orders_in_the_evidence_are_never_repeated() -> None:
    text = " ".join(claim.text for claim in draft().claims)
    assert "http" not in text
    assert "Ignore all" not in text


def test_the_persona_has_a_neutral_fictional_name_that_nobody_in_the_evidence_bears() -> None:
    assert draft().persona.name in load("names")["names"]
    said = packs.quotes()[0].model_copy(update={"id": "q-x", "text": "Robin at the till was kind to me."})
    pack = packs.pack().model_copy(update={"quotes": (*packs.quotes(), said), "hash": "2"})
    assert request(pack).persona_name != "Robin"


def test_every_word_is_a_fixed_word_a_figures_phrase_a_label_or_somebodys_own() -> None:
    fixed = _words(" ".join(_strings(load("sentences"))) + " ".join(_strings(load("sections"))))
    for claim in draft().claims:
        text = _without_spoken(claim)
        members = [packs.pack().find(c.evidence_id) for c in claim.citations or ()]
        said = " ".join(member.text for member in members if isinstance(member, Quote))
        for words in quoted(claim):
            assert words in said
            text = text.replace(f"“{words}”", " ")
        labels = _words(" ".join(member.label for member in members if isinstance(member, Theme)))
        labels += _words(" ".join(member.predicate for member in members if isinstance(member, Statistic)))
        own = set(_words(text)) - set(fixed) - set(labels) - {"and", "robin"}
        assert not own, (claim.text, own)


def test_the_fixed_sentences_hold_no_number_and_no_word_of_prevalence() -> None:
    for sentence in _strings(load("sentences")):
        bare = re.sub(r"\{\w+\}", " ", sentence)
        if "scale from" in bare:
            continue
        assert not read_numbers(bare), sentence
        assert not re.search(r"\b(most|many|some|few|all|none|every|everyone|always|never|usually)\b", bare), sentence


def test_a_section_without_a_theme_is_written_from_quotes_whose_stance_fits() -> None:
    pack = packs.pack()
    themes = tuple(theme for theme in pack.themes if theme.topic != "frustrations")
    alone = draft_persona(request(pack.model_copy(update={"themes": themes, "hash": "3"})), ExtractiveWriter(), verify)
    complaints = [claim for claim in alone.claims if claim.section == "frustrations"]
    assert complaints
    assert {claim.kind for claim in complaints} == {"verbatim"}
    cited = [pack.find(c.evidence_id) for claim in complaints for c in claim.citations or ()]
    assert all("frustrations" in sections_of(quote) for quote in cited if isinstance(quote, Quote))


def test_figures_of_one_metric_share_a_sentence() -> None:
    (ages,) = [claim for claim in draft().claims if claim.section == "demographics"][:1]
    assert len(ages.slots) == 2
    members = [packs.pack().find(slot.evidence_id) for slot in ages.slots]
    assert len({m.metric.partition("=")[0] for m in members if isinstance(m, Statistic)}) == 1


def test_an_empty_pack_gives_an_empty_draft_that_says_so() -> None:
    empty = EvidencePack(id="pack-0", segment_id="g-1", hash="0")
    nothing = draft_persona(request(empty, coverage=()), ExtractiveWriter(), verify)
    assert nothing.claims == ()
    assert {u.section for u in nothing.unknowns} >= set(SECTIONS) - {"demographics"}


@pytest.mark.parametrize("kept", [1, 3, 10, 25])
def test_thin_evidence_gives_a_shorter_draft_without_a_blocked_claim(kept: int) -> None:
    pack = packs.pack()
    thin = pack.model_copy(update={"quotes": pack.quotes[:kept], "statistics": pack.statistics[:1], "hash": str(kept)})
    found = draft_persona(request(thin), ExtractiveWriter(), verify)
    assert {claim.verdict for claim in found.claims} <= {"grounded", "weak", "inference"}


def _without_spoken(claim: Claim) -> str:
    text = claim.text
    for slot in sorted(claim.slots, key=lambda slot: -slot.start):
        text = text[: slot.start] + " " + text[slot.end :]
    return text


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [found for key, member in value.items() if key != "guidance" for found in _strings(member)]
    if isinstance(value, list):
        return [found for member in value for found in _strings(member)]
    return [str(value)]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower())


def test_the_essence_repeats_no_survey_question() -> None:
    pack = packs.pack()
    asked = tuple(
        figure.model_copy(update={"predicate": 'answer "Construction" to "What kind of work do you do?"'})
        if figure.differs and figure.unit == "share"
        else figure
        for figure in pack.statistics
    )
    found = draft_persona(
        request(pack.model_copy(update={"statistics": asked, "hash": "4"})), ExtractiveWriter(), verify
    )
    (essence,) = [claim for claim in found.claims if claim.section == "essence"]
    assert "What kind" not in essence.text
    assert not essence.blocking


def test_where_people_buy_is_no_channel_to_those_who_complain_of_it() -> None:
    def placed(name: str) -> list[str]:
        found = next(theme for theme in packs.themes() if theme.id == name)
        moved = found.model_copy(update={"topic": "channels", "side": ""})
        sections = themes_by_section(packs.pack().model_copy(update={"themes": (moved,)}))
        return [section for section, themes in sections.items() if themes]

    assert placed("t-delivery") == ["frustrations"]
    assert placed("t-points") == ["channels"]


def test_what_none_of_them_do_is_no_essence() -> None:
    pack = packs.pack()
    none = packs.share("new", "ordered for the 1st time in the year", 0, "loyalty", 0.38)
    few = packs.share("once", "ordered only 1 time", 97, "loyalty", 0.33)
    alone = pack.model_copy(update={"statistics": (none, few), "hash": "0"})
    found = draft_persona(request(alone), ExtractiveWriter(), verify)
    (essence,) = [claim for claim in found.claims if claim.section == "essence"]
    assert none.predicate not in essence.text
    assert few.predicate in essence.text


def test_a_longer_name_changes_nothing_but_itself() -> None:
    def renamed(name: str) -> list[str]:
        said = tuple(
            quote.model_copy(update={"text": quote.text.replace("driver", name), "end": 0}) for quote in packs.quotes()
        )
        found = draft_persona(
            request(packs.pack().model_copy(update={"quotes": said, "hash": "n"})), ExtractiveWriter(), verify
        )
        return [claim.text.replace(name, "NAME") for claim in found.claims]

    assert renamed("Jo") == renamed("Maximiliana")


def test_a_theme_that_only_mentions_its_label_is_not_told() -> None:
    mention = packs.themes()[0].model_copy(update={"id": "t-mention", "side": "", "topic": "behaviours", "n": 50})
    found = draft_persona(
        request(packs.pack().model_copy(update={"themes": (*packs.themes(), mention), "hash": "m"})),
        ExtractiveWriter(),
        verify,
    )
    assert not [c for claim in found.claims for c in claim.citations or () if c.evidence_id == mention.id]


@pytest.mark.parametrize("name", ["mind", "way", "voice"])
def test_what_leads_to_a_scenarios_matter_is_nothing_that_evidence_could_deny(name: str) -> None:
    lead = template("journey", "scenario", name).split("{")[0]
    assert polarised(words_of(lead)) == ()


def test_what_leads_to_a_voice_adds_no_words_that_its_quotation_would_have_to_hold() -> None:
    told = load("sentences")["narrative"]
    leads = [told[name] for name in ("praise", "complaint", "counter", "otherwise")] + told["voices"]
    assert {lead: found for lead in leads if (found := content_stems(lead.removesuffix("{quote}")))} == {}
