import re
from html.parser import HTMLParser
from typing import Any

import pytest

from personas.publishing import html, public_json
from tests.personas.fixtures.workwear import workwear_draft


class Page(HTMLParser):
    """What a browser would make of a page, as far as these tests need it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_the_same_body_gives_the_same_bytes(body: dict[str, Any]) -> None:
    assert html(body) == html(dict(body))


def test_the_page_holds_the_name_as_fictional_the_rule_the_figures_and_every_kept_claim(body: dict[str, Any]) -> None:
    text = Page(html(body)).text
    assert "Rowan Ashby" in text and "fictional name" in text and "no such person exists" in text
    assert "value quartile is the highest and last order within 28 days" in text
    assert "£184.50" in text and "£71.20 for all" in text and "311" in text
    for claim in body["claims"]:
        if claim["section"] != "segment facts":
            assert claim["text"].strip("“”") in text
    assert "They dream of a telephone app." not in text


def test_what_the_evidence_does_not_say_is_said(body: dict[str, Any]) -> None:
    text = Page(html(body)).text
    assert "What the evidence does not say" in text
    assert "9 customers have a known income; the minimum is 30." in text
    assert "Searched for “recycled”, “sustainable”, “carbon”" in text


def test_empty_cells_of_the_journey_say_that_there_is_no_evidence(body: dict[str, Any]) -> None:
    assert Page(html(body)).text.count("no evidence") == 12


def test_demographics_come_with_their_coverage_and_no_face(body: dict[str, Any]) -> None:
    text = Page(html(body)).text
    assert "Known for 67 % of the segment (208 customers)" in text
    assert "Known for 79 % of the segment (246 customers)" in text


def test_the_drawer_holds_everything_needed_to_recompute_and_to_doubt_a_figure(body: dict[str, Any]) -> None:
    text = Page(html(body)).text
    assert "1,805 of 2,911 orders" in text
    assert "q = 0.001: holds after correction" in text
    assert "q = 0.71: no difference may be claimed" in text
    assert "151 (all = 100)" in text
    assert "SELECT avg(order_share) FROM customer_features WHERE segment_id = 'g-1'" in text
    assert "Says otherwise." in text


def test_a_source_line_points_at_nobody(body: dict[str, Any]) -> None:
    body["evidence"]["q-05"]["attributes"] |= {"postcode": "LS1 4DY", "employer": "Ashgate Ltd"}
    text = Page(html(body)).text
    assert "Interview · Construction · aged 50 to 59 · Yorkshire and the Humber" not in text.replace("· ", "·")
    assert "Interview · Construction · aged 50 to 59" in text
    for secret in ("LS1 4DY", "Ashgate", "aged 57", "12 August"):
        assert secret not in text


def test_every_number_leads_to_its_evidence_and_every_anchor_is_there_once(body: dict[str, Any]) -> None:
    tags = Page(html(body)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {attributes["href"] for tag, attributes in tags if tag == "a"}
    assert targets <= {f"#{name}" for name in ids}
    cited = {c["evidence_id"] for claim in body["claims"] for c in claim["citations"] or []}
    assert len([name for name in ids if str(name).startswith("evidence-")]) == len(cited)


def test_the_page_is_one_file_without_script_that_asks_for_nothing(body: dict[str, Any]) -> None:
    page = Page(html(body))
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "video", "audio"}
    assert not any(key.startswith("on") or key in {"src", "style"} for _, a in page.tags for key in a)
    policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert policy is not None and "default-src 'none'" in policy and "unsafe" not in policy
    assert "url(" not in html(body) and "@import" not in html(body)


def test_headings_go_down_one_level_at_a_time_from_one_title(body: dict[str, Any]) -> None:
    levels = [int(tag[1]) for tag, _ in Page(html(body)).tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(lower - upper <= 1 for upper, lower in zip(levels, levels[1:], strict=False))  # noqa: RUF007


def test_the_page_has_landmarks_a_language_and_named_pictures(body: dict[str, Any]) -> None:
    tags = Page(html(body)).tags
    names = [tag for tag, _ in tags]
    assert names.count("main") == 1 and "header" in names and "footer" in names
    assert next(a for t, a in tags if t == "html")["lang"] == "en"
    for tag, attributes in tags:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or attributes.get("aria-label")


def test_each_mark_has_words_not_only_a_colour(body: dict[str, Any]) -> None:
    text = Page(html(body)).text
    for words in ("Grounded:", "Weak support:", "Inference:"):
        assert words in text


def test_the_mood_line_breaks_where_nobody_reported_one(body: dict[str, Any]) -> None:
    assert html(body).count("<polyline") == 3
    emotion = body["journey"]["stages"][2]["cells"].pop("emotion")
    assert emotion
    assert html(body).count("<polyline") == 1
    for stage in body["journey"]["stages"]:
        stage["cells"].pop("emotion", None)
    assert "<polyline" not in html(body) and "Reported mood" not in html(body)


def test_the_mood_is_what_people_said_of_themselves_and_not_their_rating(body: dict[str, Any]) -> None:
    text = html(body)
    assert "Reported mood: Consideration +2 (1 self-report); Purchase −1 (1 self-report)" in text
    body["evidence"]["q-04"]["rating"] = 5.0
    assert "Purchase −1 (1 self-report)" in html(body)


def test_the_map_says_in_words_what_its_cells_rest_on(body: dict[str, Any]) -> None:
    for claim in body["claims"]:
        claim["kind"] = "hypothesis" if claim["stage"] == "loyalty" else claim["kind"]
    page = html(body)
    legend = page[page.index("What the cells rest on") :].partition("</p>")[0]
    for words in ("Grounded", "Weak support", "Inference", "Hypothesis", "No evidence"):
        assert words in legend


def test_a_draft_can_be_shown_before_it_is_decided() -> None:
    text = Page(html(public_json(workwear_draft(status="in_review")))).text
    assert "In review" in text and "Ungrounded:" in text and "They dream of a telephone app." in text
    assert "not every claim in it was accepted" in text


def test_a_publication_says_that_a_person_accepted_every_claim(body: dict[str, Any]) -> None:
    assert "Every claim above was accepted by a person" in Page(html(body)).text


def test_a_body_with_hardly_anything_in_it_still_makes_a_page(body: dict[str, Any]) -> None:
    bare = {**body, "claims": [], "evidence": {}, "unknowns": [], "journey": None, "cost": {}}
    del bare["publication"]
    text = Page(html(bare)).text
    assert "Rowan Ashby" in text and "In their own words" not in text and "buying journey" not in text


def test_sections_that_the_card_does_not_know_are_shown_too(body: dict[str, Any]) -> None:
    body["persona"]["sections"]["rituals"] = [body["claims"][8]["id"]]
    assert "Rituals" in Page(html(body)).text


@pytest.mark.parametrize("kind", ["actual", "planned"])
def test_a_planned_journey_says_so(body: dict[str, Any], kind: str) -> None:
    body["journey"]["kind"] = kind
    assert ("what is meant to happen" in Page(html(body)).text) is (kind == "planned")
