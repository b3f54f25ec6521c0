"""Evidence is searched by its wording only where this workspace's own ratings show that wording tells something."""

from pathlib import Path

from tests.workspace.command import done, verism

_GOOD = ["a wonderful fit and a lovely colour in the", "great and perfect for me is the", "happy with the excellent"]
_BAD = [
    "a terrible fit and an ugly colour in the",
    "awful and horrible to wear is the",
    "disappointed by the miserable",
]
_THINGS = "coat boot glove vest tunic apron belt cap shirt jacket sock boiler-suit".split()


def _reviews(room: Path, file: Path, *, told: bool) -> Path:
    with (room / "verism.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[cleaning]\nnear_copy = false\nboilerplate = false\n")
    lines = [(words, thing, 5 if words in _GOOD or not told else 1) for words in (*_GOOD, *_BAD) for thing in _THINGS]
    if not told:
        lines = [(words, thing, 1 + 4 * (place % 2)) for place, (words, thing, _) in enumerate(lines)]
    rows = [f"{place},It is {words} {thing} of mine,{rating}" for place, (words, thing, rating) in enumerate(lines)]
    file.write_text("\n".join(["review_id,review_text,rating", *rows]) + "\n", encoding="utf-8")
    return file


def test_quotes_are_found_by_how_they_are_worded(room: Path, tmp_path: Path) -> None:
    done("ingest", _reviews(room, tmp_path / "reviews.csv", told=True), room=room)
    told = done("sources", "quality", "--json", room=room).json["wording"]
    assert told["accuracy"] > 0.9 and "out of sample" in told["sentence"]
    found = done("evidence", "search", "the coat", "--worded", "badly", "--json", room=room).json
    assert found and all(any(words in one["text"] for words in _BAD) for one in found)


def test_where_wording_tells_nothing_a_search_by_it_is_refused_with_the_error(room: Path, tmp_path: Path) -> None:
    done("ingest", _reviews(room, tmp_path / "reviews.csv", told=False), room=room)
    answer = verism("evidence", "search", "the coat", "--worded", "well", room=room)
    assert answer.code == 4 and "does not tell low from high ratings" in answer.words
    assert "does not tell" in done("sources", "quality", room=room).words
