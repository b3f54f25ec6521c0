"""Fourteen interviews in the formats that recorders and typists leave, and their participants."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from eval.corpora.build import render
from eval.corpora.build.workwear_links import Links, Spoken

PARTICIPANT_FIELDS = "file,participant,respondent_id,customer_id,age,gender,trade,sector,region,date".split(",")
"""Columns of the participants file."""

FORMATS = {
    "I01": "voice.vtt",
    "I02": "docx",
    "I03": "otter.txt",
    "I04": "plain.txt",
    "I05": "docx",
    "I06": "name.vtt",
    "I07": "otter.txt",
    "I08": "voice.vtt",
    "I09": "plain.txt",
    "I10": "docx",
    "I11": "otter.txt",
    "I12": "name.vtt",
    "I13": "plain.txt",
    "I14": "docx",
}
"""How each interview is written; the part after the dot ends its file's name."""

SECTORS = {
    "construction": "Construction",
    "outdoor": "Outdoor work",
    "logistics": "Logistics",
    "care": "Care",
    "hospitality": "Hospitality",
    "manufacturing": "Manufacturing",
    "apprentices": "Apprenticeship or college",
}
"""The masters' words for sectors, and those that every file shares."""

REGIONS = {
    "Yorkshire": "Yorkshire and the Humber",
    "East Yorkshire": "Yorkshire and the Humber",
    "West of Scotland": "Scotland",
    "Glasgow and Clyde": "Scotland",
    "North Wales": "Wales",
    "South Wales": "Wales",
    "West Midlands": "West Midlands",
    "Staffordshire": "West Midlands",
    "Cumbria": "North West",
    "North Pennines": "North West",
    "Greater Manchester": "North West",
    "Lancashire": "North West",
    "East Anglia": "East of England",
    "Norfolk": "East of England",
}
"""The masters' regions, and those that every file shares."""


class InterviewFiles(NamedTuple):
    """The rendered files by name, and what is planted in them."""

    files: dict[str, bytes]
    spoken: list[Spoken]


def build_interviews(masters: Path, links: Links, said: dict[str, tuple[str, ...]]) -> InterviewFiles:
    """Give the interviews' files and the participants file; `said` has the facts by interview id."""
    files: dict[str, bytes] = {}
    rows: list[dict[str, object]] = []
    spoken: list[Spoken] = []
    for path in sorted(masters.glob("*.txt")):
        interview = render.parse_master(path)
        name = file_name(interview.meta["id"])
        files[name] = _rendered(interview)
        row = _participant(name, interview.meta, links)
        rows.append(row)
        facts = said.get(interview.meta["id"], ())
        spoken.append(
            Spoken(name, interview.meta["id"], interview.meta["archetype"], facts, str(row["customer_id"]), "")
        )
    files["interviews/participants.csv"] = render.records_csv(PARTICIPANT_FIELDS, rows).encode()
    return InterviewFiles(files, spoken)


def file_name(identifier: str) -> str:
    """Give the name of an interview's file, such as `interviews/interview-03.txt`."""
    return f"interviews/interview-{identifier[1:]}.{FORMATS[identifier].rpartition('.')[2]}"


def _rendered(interview: render.Interview) -> bytes:
    kind = FORMATS[interview.meta["id"]]
    if kind == "docx":
        return render.docx(interview.turns, title=f"Interview {interview.meta['id'][1:]}")
    if kind == "otter.txt":
        return render.otter(interview.turns).encode()
    if kind == "plain.txt":
        return render.plain(interview.turns).encode()
    return render.webvtt(interview.turns, voice_tags=kind == "voice.vtt").encode()


def _participant(name: str, meta: dict[str, str], links: Links) -> dict[str, object]:
    person: dict[str, object] = {
        "age": meta["age"],
        "gender": meta["gender"].capitalize(),
        "sector": SECTORS[meta["sector"]],
        "region": REGIONS[meta["region"]],
    }
    spoke, linked = date.fromisoformat(meta["date"]), meta["linked"] == "true"
    customer = links.take_person(meta["archetype"], person, spoke, typical=True) if linked else None
    return person | {
        "file": name.rpartition("/")[2],
        "participant": meta["participant"],
        "respondent_id": meta["id"],
        "customer_id": customer.loyalty_id if customer else "",
        "trade": meta["trade"],
        "date": meta["date"],
    }
