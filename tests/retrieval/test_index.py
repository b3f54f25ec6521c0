"""The index: built aside, published by a rename, searched whole or narrowed."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import pytest

from personas.errors import BadInput, PrerequisiteMissing, VerismError
from retrieval.embeddings import StaticEmbedder, Vectors
from retrieval.index import Chroma, Entry, EvidenceIndex, building, inserting, lexical, publish, remove_old
from retrieval.index.words import fold, tokens

TEXTS = {
    "q-01": "The seam between the legs split after three months.",
    "q-02": "Crotch seam went again in the second pair.",
    "q-03": "Knee pad pockets are the reason I buy these trousers.",
    "q-04": "Refund took nineteen days to reach my bank.",
    "q-05": "Nobody answers the phone, I was on hold for an hour.",
    "q-06": "The boots run half a size small now.",
    "q-07": "The navy tunic fades in a hot wash.",
    "q-08": "Maureen at the counter knows our sizes.",
    "q-09": "The jacket leaks at the shoulders under the straps.",
    "q-10": "I order on my phone during a break.",
    "q-11": "Logo embroidery takes ten working days.",
    "q-12": "Points are confusing and cannot be spent online.",
}


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


def _entries(texts: dict[str, str] = TEXTS) -> list[Entry]:
    return [Entry(quote_id, text, f"r-{place // 2}") for place, (quote_id, text) in enumerate(texts.items())]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, embedder: StaticEmbedder) -> EvidenceIndex:
    root = tmp_path_factory.mktemp("index")
    return EvidenceIndex(root, publish(root, _entries(), embedder), embedder)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("seams splitting", {"q-01", "q-02"}),
        ("waiting on hold", {"q-05"}),
        ("money back after a return", {"q-04"}),
        ("sizing of boots", {"q-06"}),
        ("wasserdicht jacket leaking", {"q-09"}),
    ],
)
def test_a_question_finds_what_answers_it(index: EvidenceIndex, query: str, expected: set[str]) -> None:
    assert {hit.quote_id for hit in index.search(query, limit=len(expected))} == expected


def test_scores_are_ordered_and_within_bounds(index: EvidenceIndex) -> None:
    scores = [hit.score for hit in index.search("trousers", limit=12)]
    assert scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)


def test_a_narrowed_search_finds_only_within_and_in_the_same_order(index: EvidenceIndex) -> None:
    among = ["q-02", "q-07", "q-09", "not-there"]
    hits = index.search("the seam split", limit=10, among=among)
    assert hits[0].quote_id == "q-02" and {hit.quote_id for hit in hits} == {"q-02", "q-07", "q-09"}
    assert index.search("the seam split", limit=10, among=index.rows_of(among)) == hits
    assert index.search("the seam split", among=[]) == []


def test_one_respondent_gives_at_most_as_many_hits_as_allowed(index: EvidenceIndex) -> None:
    people = [
        index.generation.people[index.generation.rows[hit.quote_id]] for hit in index.search("seam", per_respondent=1)
    ]
    assert len(people) == len(set(people)) == 6


def test_several_queries_count_as_one_question(index: EvidenceIndex) -> None:
    found = {hit.quote_id for hit in index.search(["refund took weeks", "phone on hold"], limit=2)}
    assert found == {"q-04", "q-05"}


def test_an_empty_query_and_an_empty_index_find_nothing(
    tmp_path: Path, index: EvidenceIndex, embedder: StaticEmbedder
) -> None:
    assert index.search("  ") == []
    empty = EvidenceIndex(tmp_path, publish(tmp_path, [], embedder), embedder)
    assert len(empty) == 0 and empty.search("seam") == []


def test_vectors_come_back_in_the_order_asked(index: EvidenceIndex, embedder: StaticEmbedder) -> None:
    expected = embedder.encode([TEXTS["q-09"], TEXTS["q-01"]])
    assert np.allclose(index.vectors_of(["q-09", "q-01"]), expected, atol=1e-6)


def test_the_same_quotes_give_the_same_generation_and_new_ones_another(
    tmp_path: Path, embedder: StaticEmbedder
) -> None:
    first = publish(tmp_path, _entries(), embedder)
    assert publish(tmp_path, reversed(_entries()), embedder) == first
    more = publish(tmp_path, [*_entries(), Entry("q-13", "The polo is good value.")], embedder, previous=first)
    assert more != first
    assert remove_old(tmp_path, {more}) == [first] and [path.name for path in tmp_path.iterdir()] == [more]


class _Counting:
    """A static embedder that counts what it is asked to encode."""

    name, dimensions = StaticEmbedder.name, StaticEmbedder.dimensions

    def __init__(self) -> None:
        self.batches: list[int] = []
        self._inner = StaticEmbedder()

    def encode(self, texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        self.batches.append(len(texts))
        return self._inner.encode(texts)


def test_a_second_ingest_encodes_only_the_new_quotes(tmp_path: Path) -> None:
    counting = _Counting()
    first = publish(tmp_path, _entries(), counting)
    publish(tmp_path, [*_entries(), Entry("q-13", "The polo is good value.")], counting, previous=first)
    assert sum(counting.batches) == len(TEXTS) + 1


def test_a_build_encodes_a_few_texts_at_a_time_and_says_how_far_it_is(
    tmp_path: Path, index: EvidenceIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "batch_size", lambda count: 5)
    counting, told = _Counting(), []
    name = publish(tmp_path, _entries(), counting, report=lambda words, share: told.append(share))
    assert counting.batches == [5, 5, 2] and told == sorted(told) and 0 <= told[0] <= told[-1] <= 1
    built = EvidenceIndex(tmp_path, name, StaticEmbedder())
    assert np.array_equal(built.generation.vectors, index.generation.vectors)


def test_words_are_scored_as_bm25s_scores_them(tmp_path: Path) -> None:
    texts = [*TEXTS.values(), "seam seam seam, and the seam of the other leg"]
    lexical.write(tmp_path, texts)
    own, theirs = lexical.Words(tmp_path, len(texts)), bm25s.BM25(k1=1.2, b=0.6)
    theirs.index([tokens(text) for text in texts], show_progress=False)
    for query in ("seam", "the seams split", "boots run small in the wash"):
        known = [word for word in tokens(query) if word in theirs.vocab_dict]
        assert own.scores(query) == pytest.approx(theirs.get_scores(known), abs=1e-5)


class _Failing(_Counting):
    """An embedder whose server falls silent, or whose user presses Ctrl-C, after the first batch."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self._error = error

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self.batches:
            raise self._error
        return super().encode(texts)


@pytest.mark.parametrize("error", [PrerequisiteMissing("The server is silent."), KeyboardInterrupt()])
def test_a_build_that_breaks_off_leaves_what_was_there(
    error: BaseException, tmp_path: Path, embedder: StaticEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(tmp_path, _entries(), embedder)
    monkeypatch.setattr(building, "batch_size", lambda count: 5)
    with pytest.raises(type(error)):
        publish(tmp_path, _entries(dict(list(TEXTS.items())[1:])), _Failing(error))
    assert [path.name for path in tmp_path.iterdir()] == [first]


def test_a_large_collection_is_filled_by_a_process_of_its_own(
    tmp_path: Path, index: EvidenceIndex, embedder: StaticEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inserting, "APART", len(TEXTS))
    monkeypatch.setattr(building, "batch_size", lambda count: 5)
    built = EvidenceIndex(tmp_path, publish(tmp_path, _entries(), embedder), embedder)
    assert built.search("seam") == index.search("seam")
    query = embedder.encode(["seam"])[0]
    assert [found.tolist() for found in built._neighbours.nearest(query, 12)] == [
        found.tolist() for found in index._neighbours.nearest(query, 12)
    ]


def test_what_the_process_that_fills_chroma_meets_is_raised_here(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("no folder", "utf-8")
    place = inserting.Place(nowhere, "gen-1", "static-256", Chroma())
    with pytest.raises((OSError, RuntimeError, VerismError)), inserting.inserting_apart(place) as put:
        put(["q-1"], np.ones((1, 256), dtype=np.float32))


class _Other(_Counting):
    name = "other-256"


def test_another_embedder_is_refused_with_the_command_that_helps(index: EvidenceIndex) -> None:
    with pytest.raises(BadInput, match=r"static-256.*other-256.*verism index rebuild"):
        EvidenceIndex(index.generation.folder.parent, index.name, _Other())


def test_a_missing_or_damaged_generation_is_refused(tmp_path: Path, embedder: StaticEmbedder) -> None:
    with pytest.raises(BadInput, match="verism index rebuild"):
        EvidenceIndex(tmp_path, "gen-000", embedder)
    (tmp_path / "gen-000").mkdir()
    (tmp_path / "gen-000" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadInput, match="verism index rebuild"):
        EvidenceIndex(tmp_path, "gen-000", embedder)


_BUILD = """
import sys, time
from pathlib import Path
import retrieval.index.lexical as lexical
from retrieval.embeddings import StaticEmbedder, Vectors
from retrieval.index import Chroma, Entry, publish
def slow(folder, texts):
    print("building", flush=True)
    time.sleep(60)
lexical.write = slow
publish(Path(sys.argv[1]), [Entry(f"q-{n}", f"text number {n}") for n in range(50)], StaticEmbedder())
"""


def test_a_killed_build_leaves_the_published_generation_and_is_swept_up(
    tmp_path: Path, embedder: StaticEmbedder
) -> None:
    name = publish(tmp_path, _entries(), embedder)
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(tmp_path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None and process.stdout.readline() == b"building\n"
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    process.stdout.close()
    assert EvidenceIndex(tmp_path, name, embedder).search("seam")
    assert len(list(tmp_path.iterdir())) == 2
    assert len(remove_old(tmp_path, {name})) == 1 and [path.name for path in tmp_path.iterdir()] == [name]


def test_a_running_build_is_not_swept_up(tmp_path: Path) -> None:
    mine = tmp_path / f"building-{os.getpid()}-abc"
    mine.mkdir()
    assert remove_old(tmp_path, set()) == [] and mine.is_dir()


def test_whole_collection_searches_agree_with_an_exact_scan(tmp_path: Path, embedder: StaticEmbedder) -> None:
    subjects = ["seam", "boot", "tunic", "refund", "pocket", "phone", "logo", "jacket", "point", "size"]
    states = ["split", "was late", "is fine", "went missing", "cost too much", "faded", "lasted", "leaked"]
    times = ["today", "last year", "in May", "twice", "again", "at work", "in the rain", "on site"]
    texts = {f"q-{s}-{t}-{w}": f"The {s} {t} {w}." for s in subjects for t in states for w in times}
    index = EvidenceIndex(tmp_path, publish(tmp_path, _entries(texts), embedder), embedder)
    for query in ("the boot leaked on site", "late refund", "faded tunic"):
        whole = [hit.quote_id for hit in index.search(query, limit=10)]
        exact = [hit.quote_id for hit in index.search(query, limit=10, among=list(texts))]
        assert len(set(whole) & set(exact)) >= 9


@pytest.mark.parametrize(
    ("one", "other"),
    [("sizes", "sizing"), ("stitches", "stitch"), ("fitting", "fit"), ("bought", "buying"), ("deliveries", "delivery"),
     ("splitting", "split"), ("washes", "washed"), ("faded", "fades"), ("women", "woman")],
)  # fmt: skip
def test_inflected_words_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bus", "bu"), ("less", "les"), ("king", "k"), ("string", "str"), ("red", "r")]
)
def test_unlike_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_accents_and_case_and_function_words_do_not_count() -> None:
    assert tokens("The Größe of a CAFÉ") == [fold("grosse"), fold("cafe")]


def test_no_quotes_have_no_vectors_but_their_width(tmp_path: Path) -> None:
    embedder = StaticEmbedder()
    entry = Entry("q-1", "The seams split after three months.", "r-1")
    index = EvidenceIndex(tmp_path, publish(tmp_path, [entry], embedder), embedder)
    assert index.vectors_of([]).shape == (0, embedder.dimensions)
