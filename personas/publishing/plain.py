"""A body as Markdown and as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from personas.publishing.bars import Distribution, Tile
from personas.publishing.card import Card, Section, card
from personas.publishing.drawer import Entry
from personas.publishing.escaping import code, escaped
from personas.publishing.journey_map import JourneyMap
from personas.publishing.lines import Line

_MARKS = {"grounded": "●", "weak": "◐", "inference": "◇", "hypothesis": "◌", "failing": "✕"}


def json_text(body: Mapping[str, Any]) -> str:
    """A body as indented JSON with a newline at the end; keys in the documented order."""
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def markdown(body: Mapping[str, Any]) -> str:
    """A body as GitHub-flavoured Markdown; text of others is escaped, so that it formats and links nothing."""
    shown = card(body)
    blocks = (
        *_head(shown),
        *_segment(shown),
        *_block("Who they are", [" ".join(_said(line) for line in shown.narrative)] if shown.narrative else []),
        *_block("What the evidence does not say", [_bullets(_unknowns(shown))] if shown.unknowns else []),
        *_block("Demographics, as distributions", _demographics(shown)),
        *(block for group in shown.groups for block in _group(group.title, group.sections)),
        *_block("In their own words", [_voice(line) for line in shown.voices]),
        *(_journey(shown.journey) if shown.journey else ()),
        *_block("Evidence", [_entry(entry) for entry in shown.entries]),
        *_block("Provenance", [_bullets(f"{label}: {escaped(said)}" for label, said in shown.provenance)]),
    )
    return "\n\n".join(blocks) + "\n"


def _head(shown: Card) -> Iterator[str]:
    yield f"# {escaped(shown.name)}"
    yield f"*Persona · {escaped(shown.state)}. The name is fictional; no such person exists.*"
    if shown.essence:
        yield f"**{escaped(shown.essence.text)}** {_after(shown.essence)}"
    yield (
        "Marks: "
        + ", ".join(f"{_MARKS[name]} {escaped(label.lower())}" for name, label in shown.marks)
        + (". Numbers in brackets lead to the evidence below.")
    )


def _segment(shown: Card) -> Iterator[str]:
    yield "## Segment"
    yield f"{escaped(shown.segment['name'])}: {code(shown.segment['rule'])}"
    facts = [f"**{shown.segment['n']:,}** in the segment", *(_tile(tile) for tile in shown.tiles)]
    yield _bullets([*facts, *(_said(line) for line in shown.facts)])


def _tile(tile: Tile) -> str:
    compared = f" ({escaped(tile.compared)})" if tile.compared else ""
    return f"**{escaped(tile.value)}** {escaped(tile.label)}{compared} {_after(tile.line)}"


def _unknowns(shown: Card) -> Iterator[str]:
    for unknown in shown.unknowns:
        searched = f" Searched for {escaped(unknown.searched)}." if unknown.searched else ""
        yield f"**{escaped(unknown.title)}.** {escaped(unknown.reason)}{searched}"


def _demographics(shown: Card) -> list[str]:
    tables = [_distribution(spread) for spread in shown.distributions]
    return [*tables, _bullets(_said(line) for line in shown.demographics)] if shown.demographics else tables


def _distribution(spread: Distribution) -> str:
    rows = [(escaped(bar.label), f"{bar.value} [{bar.number}]", bar.everybody or "not known") for bar in spread.bars]
    return _table((escaped(spread.title), f"Share. {escaped(spread.coverage)}", "All"), rows)


def _group(title: str, sections: Iterable[Section]) -> Iterator[str]:
    yield f"## {title}"
    for section in sections:
        yield f"### {escaped(section.title)}"
        for spoken, run in groupby(section.lines, key=lambda line: line.spoken):
            lines = tuple(run)
            yield from map(_quotation, lines) if spoken else [_bullets(map(_said, lines))]


def _journey(journey: JourneyMap) -> Iterator[str]:
    yield f"## {'Planned' if journey.planned else 'The'} buying journey"
    if journey.scenario:
        yield _said(journey.scenario)
    rows = [
        (escaped(lane.title), *("<br>".join(_said(line) for line in cell) or "*no evidence*" for cell in lane.cells))
        for lane in journey.lanes
    ]
    yield _table(("", *(escaped(stage) for stage in journey.stages)), rows)
    if journey.feelings:
        moods = "; ".join(f"{escaped(feeling.stage)} {feeling.words}" for feeling in journey.feelings)
        yield f"Reported mood, −2 to +2, in people's own words only: {moods}."


def _entry(entry: Entry) -> str:
    lines = [f"**[{entry.number}]** {entry.kind}. {escaped(entry.title)}"]
    lines += [
        f"{'Says otherwise: ' if voice.against else ''}“{escaped(voice.text)}”, {escaped(voice.said_by)}"
        for voice in entry.voices
    ]
    lines += ["; ".join(f"{label}: {escaped(said)}" for label, said in entry.facts)] if entry.facts else []
    lines += [code(entry.sql)] if entry.sql else []
    return f"{lines[0]}\n" + "".join(f"\n- {line}" for line in lines[1:])


def _quotation(line: Line) -> str:
    return f"> “{escaped(line.text)}” {_after(line)}\n>\n> {escaped(line.said_by)}"


def _voice(line: Line) -> str:
    return _quotation(line) if line.spoken else f"- {_said(line)}"


def _said(line: Line) -> str:
    words = f"“{escaped(line.text)}”" if line.spoken else escaped(line.text)
    return f"{words} {_after(line)}{f' *{escaped(line.task)}*' if line.task else ''}"


def _after(line: Line) -> str:
    scope = f"({line.scope})" if line.scope else ""
    numbers = "".join(f"[{number}]" for number in line.numbers)
    return " ".join(part for part in (_MARKS[line.mark], scope, numbers) if part)


def _block(title: str, blocks: Sequence[str]) -> Iterator[str]:
    if blocks:
        yield f"## {title}"
        yield from blocks


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    ruled = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)
