"""Voices of unknown segment placed by what they say: asked for, tested, marked, counted nowhere, taken back."""

import csv
import random
from pathlib import Path

import pytest

from tests.workspace.command import done, verism

_SAID = {
    "kitchen": ("oven grill kettle saucepan dishwasher worktop".split(), "cooks bakes boils fries simmers".split()),
    "garden": ("hedge mower shears lawn compost spade".split(), "grows trims digs blooms sprouts".split()),
}
_FREE = 24


def _texts(trade: str, count: int) -> list[str]:
    """Different short reviews that speak of one trade's things."""
    things, does = _SAID[trade]
    drawn = random.Random(trade)
    pairs = [f"Our {a} beside the {b} {verb} well" for a in things for b in things if a != b for verb in does]
    return drawn.sample(pairs, count)


def _write(path: Path, header: list[str], rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def _shop(folder: Path, *, shuffled: bool = False) -> Path:
    """Sixty reviewers of each trade who are customers, and as many again, fewer, who left no number."""
    room, trades = folder / "shop", list(_SAID) * 60
    done("init", room)
    if shuffled:
        random.Random(1).shuffle(trades)
    customers = [[f"C-{n:03}", trade] for n, trade in enumerate(trades)]
    texts = {trade: iter(_texts(trade, 60 + _FREE // 2)) for trade in _SAID}
    known = [[f"C-{n:03}", 4, next(texts[list(_SAID)[n % 2]])] for n in range(120)]
    free = [["", 4, next(texts[list(_SAID)[n % 2]])] for n in range(_FREE)]
    done("ingest", _write(folder / "customers.csv", ["customer_id", "trade"], customers), room=room)
    header = ["customer_id", "rating", "review_text"]
    done("ingest", _write(folder / "reviews.csv", header, [*known, *free]), "--kind", "reviews", room=room)
    rules = "".join(f'  - name: {trade}\n    rule: trade == "{trade}"\n' for trade in _SAID)
    (room / "segments.yaml").write_text(f"segments:\n{rules}")
    done("segments", "build", room=room)
    return room


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Segments built, nobody placed; for one test, which changes it."""
    return _shop(tmp_path)


def _counted(room: Path) -> list[object]:
    kept = ("id", "n", "voices", "statistics")
    shown = [done("segments", "show", name, "--json", room=room).json for name in _SAID]
    themes = [done("themes", name, "--json", room=room).json for name in _SAID]
    return [[{name: one[name] for name in kept} for one in shown], themes]


def _found(room: Path) -> list[dict[str, str]]:
    narrowed = ("--segment", "garden", "--kind", "quote", "--limit", 200)
    found: list[dict[str, str]] = done("evidence", "search", "hedge lawn", *narrowed, "--json", room=room).json
    return found


def test_who_is_placed_is_found_and_marked_and_changes_no_count_until_it_is_taken_back(shop: Path) -> None:
    before = _counted(shop)
    assert not any(one["placed"] for one in _found(shop))

    placed = done("segments", "infer-voices", "--json", room=shop).json
    assert sum(placed["placed"].values()) > 0.8 * _FREE
    assert placed["test"]["people"] == 120 and set(placed["test"]["errors"]) == set(_SAID)
    assert _counted(shop) == before
    marked = [one["placed"] for one in _found(shop) if one["placed"]]
    assert marked and all("by inference; of those placed so up to" in words for words in marked)
    assert (
        f"{placed['placed']['garden']} more were placed in it by inference"
        in done("segments", "show", "garden", room=shop).words
    )

    done("segments", "build", room=shop)
    assert done("segments", "show", "garden", "--json", room=shop).json["inferred"] == placed["placed"]["garden"]
    assert _counted(shop) == before

    taken_back = done("segments", "infer-voices", "--take-back", "--json", room=shop).json
    assert taken_back == {"taken_back": sum(placed["placed"].values())}
    done("segments", "build", room=shop)
    assert not any(one["placed"] for one in _found(shop))


def test_where_words_do_not_tell_the_segment_nobody_is_placed_and_the_figures_are_told(tmp_path: Path) -> None:
    room = _shop(tmp_path, shuffled=True)
    answer = verism("segments", "infer-voices", room=room)
    assert answer.code == 4
    assert "of 120 people whose segment is known it places" in answer.words and "Nobody is placed" in answer.words
    assert done("segments", "show", "garden", "--json", room=room).json["inferred"] == 0


def test_with_too_few_to_learn_from_nobody_is_placed(built: Path) -> None:
    answer = verism("segments", "infer-voices", room=built)
    assert answer.code == 4 and "Nobody is placed" in answer.words
