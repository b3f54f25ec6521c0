"""Exports as tools and hands really make them are read for what they are."""

from pathlib import Path

import pytest

from retrieval.readers import Participants, VoiceExtract
from tests.support.odd_exports import odd_exports
from workspace.recognition.reading import read
from workspace.recognition.recognising import recognise

FILES = odd_exports()


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_odd_export_is_read_for_what_it_is(name: str, tmp_path: Path) -> None:
    odd = FILES[name]
    path = tmp_path / "export.csv"
    path.write_bytes(odd.content)
    file = recognise(path, explicit=True)
    assert file.kind == odd.kind, file.problem
    extract = read(file, "src-0123456789", Participants())
    assert isinstance(extract, VoiceExtract)
    assert (len(extract.respondents), len(extract.documents)) == (odd.people, odd.texts)
    first = extract.documents[0]
    assert (first.rating, first.language, first.date is not None) == (odd.rating, odd.language, odd.dated)
    given = {} if extract.answers is None else extract.answers.groupby("question")["answer"].agg(set).to_dict()
    assert {question: given.get(question) for question in odd.answers} == odd.answers
    stored = f"{extract.documents} {[person.attributes for person in extract.respondents]} {given}"
    assert [word for word in odd.never if word in stored] == []
