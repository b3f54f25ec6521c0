"""Health, religion, politics, ethnicity, sexuality and union membership are set aside by every reader, and said."""

import json
from pathlib import Path

import pandas as pd
import pytest

from retrieval.readers import Participants, VoiceExtract
from workspace.recognition.reading import read
from workspace.recognition.recognising import recognise

SENSITIVE = {
    "religion": "Xreligion", "ethnic_group": "Xethnic", "political_party": "Xpolitic", "health_condition": "Xhealth",
    "sexual_orientation": "Xsexual", "trade_union_member": "Xunion",
}  # fmt: skip
ROWS = 6
TEXTS = [f"The seams of pair number {n} came loose in the first week of rain" for n in range(ROWS)]

TABLES = {
    "customers": {"customer_id": [f"C{n}" for n in range(ROWS)], "region": ["North", "South"] * 3},
    "survey": {
        "Respondent ID": [f"R{n}" for n in range(ROWS)],
        "What would you change about our boots?": TEXTS,
        "region": ["North", "South"] * 3,
    },
    "reviews": {"review_text": TEXTS, "rating": [1, 2, 3, 4, 5, 5], "region": ["North", "South"] * 3},
    "tickets": {"ticket_id": range(ROWS), "assignee": ["ann"] * ROWS, "message": TEXTS, "region": ["North"] * ROWS},
    "posts": {"handle": [f"@u{n}" for n in range(ROWS)], "likes": range(ROWS), "text": TEXTS},
    "interviews": {"file": [f"i{n}.vtt" for n in range(ROWS)], "participant": ["Ana"] * ROWS},
    "events": {
        "customer_id": [f"C{n}" for n in range(ROWS)], "session_id": ["s"] * ROWS, "event_type": ["view"] * ROWS,
        "event_time": [f"2026-01-0{n + 1}T10:00:00Z" for n in range(ROWS)],
    },
    "transactions": {
        "customer_id": [f"C{n}" for n in range(ROWS)], "order_date": [f"2026-01-0{n + 1}" for n in range(ROWS)],
        "amount": ["10.00"] * ROWS,
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_no_reader_keeps_a_sensitive_column(kind: str, tmp_path: Path) -> None:
    frame = pd.DataFrame({**TABLES[kind], **{name: [value] * ROWS for name, value in SENSITIVE.items()}})
    path = tmp_path / "export.csv"
    frame.to_csv(path, index=False)
    file = recognise(path, explicit=True)
    assert file.kind == kind, file.problem
    extract = read(file, "src-0123456789", Participants())
    kept = _everything(extract) if isinstance(extract, VoiceExtract) else extract.frame.to_csv()
    assert [value for value in SENSITIVE.values() if value in kept] == []
    if kind not in ("events", "transactions"):
        said = " ".join(extract.report.notes)
        assert [name for name in SENSITIVE if name not in said] == []


def _everything(extract: VoiceExtract) -> str:
    people = [one.model_dump(mode="json") for one in (*extract.respondents, *extract.documents, extract.participants)]
    return json.dumps(people) + ("" if extract.answers is None else extract.answers.to_csv())
