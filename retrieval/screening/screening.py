"""Running all screening rules over the texts of one file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from personas.cleaning import Finding, Rule
from personas.ids import content_id
from personas.voices import Document
from retrieval.screening.bots import Mark, bots, of_many
from retrieval.screening.near import near_copies
from retrieval.screening.repeated import boilerplate

_NEAR_WORDS = 10
_CONVERSATIONS = ("interview", "ticket")


def screen(documents: Sequence[Document]) -> list[Finding]:
    """What the rules find in a file's texts, in their order. Nothing is left out here.

    Conversations are looked through for boilerplate alone: what two of them share is what staff always say.
    """
    texts = _single(documents)
    marks = [*bots(texts), *_near(texts)] if texts else []
    whole = [found(texts[mark.place], mark.rule, reason=mark.reason) for mark in marks]
    parts = [
        found(documents[one.place], "boilerplate", start=one.start, end=one.end, reason=one.reason)
        for one in boilerplate(documents)
    ]
    return [*whole, *parts]


def copies_among(documents: Sequence[Document]) -> list[Finding]:
    """The exact copies among texts, in their order: for files of which `screen` saw but a part at a time."""
    texts = _single(documents)
    return [found(texts[mark.place], mark.rule, reason=mark.reason) for mark in of_many(texts)]


def _single(documents: Sequence[Document]) -> list[Document]:
    return [document for document in documents if document.kind not in _CONVERSATIONS]


def found(document: Document, rule: Rule, *, start: int = 0, end: int = 0, reason: str = "") -> Finding:
    """A finding in a document."""
    return Finding(
        id=content_id("f", rule, document.id, start, end),
        source_id=document.source_id,
        respondent_id=document.respondent_id,
        document_id=document.id,
        rule=rule,
        start=start,
        end=end,
        reason=reason,
    )


def _near(texts: Sequence[Document]) -> Iterator[Mark]:
    """Near copies that are no exact ones, of another respondent, under the same question."""
    asked: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if _is_long(text.text):
            asked[text.question].append(place)
    for places in asked.values():
        for pair in near_copies([texts[place].text for place in places]):
            first, second = texts[places[pair.earlier]], texts[places[pair.later]]
            exact = _folded(first.text) == _folded(second.text)
            if not exact and first.respondent_id != second.respondent_id:
                yield Mark(places[pair.later], "near_copy", f"{pair.alike:.0%} the same as {first.id}")


def copies_of(
    earlier: Iterable[tuple[str, str]], new: Sequence[Document], *, nearly: bool
) -> Iterator[tuple[Finding, str]]:
    """What among new texts of ten words or more copies an earlier one, with the id of that.

    `earlier` are ids and texts. Without `nearly` only word for word, and the earlier texts are not kept.
    """
    long = [document for document in new if _is_long(document.text)]
    places = {_folded(document.text): "" for document in long}
    before: list[tuple[str, str]] = []
    for identifier, text in earlier:
        if not _is_long(text):
            continue
        if places.get(folded := _folded(text)) == "":
            places[folded] = identifier
        before += [(identifier, text)] if nearly else []
    for document in long:
        if original := places[_folded(document.text)]:
            yield found(document, "exact_copy", reason=f"word for word {original}"), original
    rest = [document for document in long if not places[_folded(document.text)]]
    for pair in near_copies([text for _, text in before] + [document.text for document in rest]) if before else ():
        if pair.earlier < len(before) <= pair.later:
            copy, original = rest[pair.later - len(before)], before[pair.earlier][0]
            yield found(copy, "near_copy", reason=f"{pair.alike:.0%} the same as {original}"), original


def _is_long(text: str) -> bool:
    return text.count(" ") + 1 >= _NEAR_WORDS


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
