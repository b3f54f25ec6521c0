"""The PDF and the slides: whole, editable, laid out whatever the text is, and the same bytes every time."""

import io
import zipfile
from typing import Any

import pptx as python_pptx
import pytest
from pypdf import PdfReader

from personas.draft import Opportunity
from personas.publishing import html, public_json, rendered
from personas.publishing.card import card
from personas.publishing.paper import groups_apart
from tests.personas.fixtures.workwear import workwear_draft
from tests.personas.publishing.conftest import PUBLICATION, longer
from tests.personas.publishing.test_hostile_text import PAYLOADS, _poison
from tests.support.paper import filled

WIDE = "十个工作日才能绣上标志，我的新员工看起来就像个访客。"
ARABIC = "مورين على المنضدة تعرف مقاس أحذية رجالي."


def pages(body: dict[str, Any]) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(rendered(body, "pdf"))).pages]


def deck(body: dict[str, Any]) -> Any:
    return python_pptx.Presentation(io.BytesIO(rendered(body, "pptx")))


def words_of(slide: Any) -> str:
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    texts += [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    return "\n".join(texts)


def flat(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


def crowded(body: dict[str, Any]) -> dict[str, Any]:
    """The same persona with a very long name, forty more claims, and quotations in other scripts."""
    body["persona"]["name"] = "Maximiliane von und zu Featherstonehaugh-Cholmondeley " * 3
    body["segment"]["rule"] = "a" * 300
    for evidence_id, words, language in (("q-02", WIDE, "zh-Hans"), ("q-05", ARABIC, "ar"), ("q-06", "😀 good", "en")):
        body["evidence"][evidence_id] |= {"text": words, "language": language}
        for claim in body["claims"]:
            if claim["kind"] == "verbatim" and claim["citations"][0]["evidence_id"] == evidence_id:
                claim["text"] = f"“{words}”"
    model = next(claim for claim in body["claims"] if claim["section"] == "frustrations")
    for number in range(40):
        claim = {**model, "id": f"x-{number}", "text": f"Number {number} is that logos take too long." * 3}
        body["claims"].append(claim)
        body["persona"]["sections"]["frustrations"].append(claim["id"])
        cells = body["journey"]["stages"][number % 5]["cells"]
        cells["pain points"] = [*cells.get("pain points", []), claim["id"]]
    return body


@pytest.mark.parametrize("format_", ["pdf", "pptx"])
def test_the_same_body_gives_the_same_file(body: dict[str, Any], format_: Any) -> None:
    assert rendered(body, format_) == rendered(dict(body), format_)


def test_slides_do_not_say_when_the_file_was_made(body: dict[str, Any]) -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(body, "pptx"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = deck(body).core_properties
    assert (about.author, about.created.isoformat()) == ("Verism", "2026-10-16T08:00:00")


def test_the_pdf_holds_every_claim_and_is_tagged_for_archives_and_screen_readers(body: dict[str, Any]) -> None:
    file = PdfReader(io.BytesIO(rendered(body, "pdf")))
    text = flat(" ".join(page.extract_text() for page in file.pages))
    for claim in body["claims"]:
        if claim["section"] != "segment facts":
            assert flat(claim["text"].strip("“”")) in text
    assert "Everyclaimabovewasacceptedbyaperson" in text
    assert file.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert file.xmp_metadata is not None
    assert file.metadata is not None
    assert file.metadata.title == "Rowan Ashby, persona of Top value, active"


def test_the_page_before_the_journey_is_not_nearly_empty(body: dict[str, Any]) -> None:
    full = filled(rendered(longer(body, 15), "pdf"))
    assert min(full[:-1]) > 0.3, full


def test_only_so_much_stays_together_before_the_journey_as_a_page_has_room_for(body: dict[str, Any]) -> None:
    assert groups_apart(card(body)) == 2
    assert groups_apart(card(longer(body, 30))) == 3
    assert groups_apart(card({**body, "journey": None})) == 4


def test_the_deck_is_a_slide_each_for_persona_journey_and_evidence(body: dict[str, Any]) -> None:
    slides = deck(body).slides
    assert [slide.shapes.title.text for slide in slides] == [
        "Rowan Ashby", "Buying journey of Rowan Ashby", "Evidence and provenance",
    ]  # fmt: skip
    persona, journey, evidence = (words_of(slide) for slide in slides)
    assert "Keeps a crew dressed alike" in persona and "no such person exists" in persona
    assert "What the evidence does not say" in persona
    assert "+2 (1 self-report)" in journey and "no evidence" in journey and "Inference" in journey
    assert "Approved by  mette" in evidence


def test_what_a_slide_has_no_room_for_stands_in_its_notes(body: dict[str, Any]) -> None:
    persona, journey, evidence = (slide.notes_slide.notes_text_frame.text for slide in deck(crowded(body)).slides)
    for claim in body["claims"]:
        words = claim["text"].strip("“”")
        assert (
            words in (journey if claim["stage"] or claim["section"] == "scenario" else persona)
            or claim["section"] == "segment facts"
        )
    assert "Says otherwise" not in persona
    assert evidence.count("[") >= len(body["evidence"]) - 5


def test_nothing_leaves_its_slide_however_much_there_is(body: dict[str, Any]) -> None:
    shown = deck(crowded(body))
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height


def test_a_script_that_no_font_has_is_a_box_that_is_owned_up_to(body: dict[str, Any]) -> None:
    text = " ".join(pages(crowded(body)))
    drawn = WIDE[0] in text
    assert drawn or "characters of this file are shown as a box" in " ".join(text.split())
    assert WIDE in html(body)
    assert WIDE in "".join(slide.notes_slide.notes_text_frame.text for slide in deck(body).slides)


def test_a_body_with_hardly_anything_in_it_makes_files_too(body: dict[str, Any]) -> None:
    bare = {**body, "claims": [], "evidence": {}, "unknowns": [], "journey": None, "cost": {}}
    del bare["publication"]
    assert "Rowan Ashby" in pages(bare)[0]
    assert len(deck(bare).slides) == 2


def test_text_of_others_is_never_obeyed(body: dict[str, Any]) -> None:
    hostile = _poison(body, " ".join((*PAYLOADS[5:9], "#panic()", "$ x $ @ref <label> \\u{41}", "\x00\x0b")))
    file = PdfReader(io.BytesIO(rendered(hostile, "pdf")))
    assert "#panic()" in "".join(page.extract_text() for page in file.pages)
    for page in file.pages:
        for link in page.get("/Annots") or []:
            assert "/URI" not in link.get_object().get("/A", {})
    assert len(deck(hostile).slides) == 3
    assert "http" not in _targets(rendered(hostile, "pptx"))


@pytest.mark.parametrize("format_", ["html", "md", "json", "pdf", "pptx"])
def test_nothing_that_nobody_accepted_goes_out(format_: Any) -> None:
    draft = workwear_draft(status="published")
    assert draft.journey is not None
    secret = {"goals": "Zebras gallop.", "opportunities": "Yaks applaud.", "essence": "Quokkas rejoice."}
    for claim in draft.claims:
        if words := secret.pop(claim.section, None):
            assert claim.decision is not None
            rejected = claim.decision.model_copy(update={"kind": "reject", "note": "Wombats objected."})
            draft = draft.with_claim(claim.model_copy(update={"text": words, "decision": rejected}))
            tasks = {**draft.journey.opportunities, claim.id: Opportunity(owner="Xerxes team", kpi="")}
            draft = draft.model_copy(update={"journey": draft.journey.model_copy(update={"opportunities": tasks})})
    assert not secret
    text = everything(rendered({**public_json(draft, only_kept=True), "publication": dict(PUBLICATION)}, format_))
    assert "Rowan" in text
    for words in ("Zebras", "Yaks", "Quokkas", "Wombats", "Xerxes", "telephone app"):
        assert words not in text


def everything(file: bytes) -> str:
    """Every word of an export, the notes and the file's own properties included."""
    if file.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(file))
        return " ".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    if not file.startswith(b"PK"):
        return file.decode()
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def _targets(deck_bytes: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(deck_bytes)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".rels")]
        external = [archive.read(name).decode() for name in names]
    return "".join(part for text in external for part in text.split("<Relationship ") if "External" in part)
