"""Tables of participants: who speaks in which transcript."""

import re
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path, PurePath

from personas.base import Record
from personas.errors import VerismError
from personas.evidence import Attribute
from personas.voices import Respondent
from segments.tables import Sample, email_sha256, is_email_name, plain, read_rows, sample, sensitive_kind
from segments.tables.values.names import CUSTOMER

_FILE = frozenset("file filename file_name document transcript transcript_file recording interview_file".split())
_PERSON = frozenset("participant participant_name name respondent interviewee person speaker first_name".split())
_KEY = frozenset("respondent_id participant_id respondent_key interviewee_id".split())
_SUFFIXES = frozenset(".vtt .srt .txt .md .docx .pdf .mp3 .mp4 .m4a .wav".split())


_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,14})")
"""A number without leading zeros: what has them is a code."""
_DECIMAL = re.compile(r"-?\d{1,12}\.\d{1,12}")


class Participant(Record):
    """What a table says of the person who speaks in one transcript."""

    file: str
    """The transcript's file name, lower-case, without folders."""
    name: str = ""
    """The speaker as the transcript calls them. Never stored: it serves to tell the speakers apart."""
    key: str = ""
    """The company's own key for the respondent."""
    customer_id: str | None = None
    email_sha256: str | None = None
    date: str = ""
    attributes: dict[str, Attribute] = {}


class Participants(Record):
    """What is known of the speakers, by file name."""

    rows: tuple[Participant, ...] = ()
    set_aside: tuple[str, ...] = ()
    """Sensitive columns that were not taken over."""

    def of(self, file_name: str) -> tuple[Participant, ...]:
        """Those who speak in the file of this name (its ending may differ), in the order of the table."""
        wanted = PurePath(file_name).name.casefold()
        exact = tuple(row for row in self.rows if row.file == wanted)
        return exact or tuple(row for row in self.rows if PurePath(row.file).stem == PurePath(wanted).stem)

    def merged(self, other: "Participants") -> "Participants":
        """Both; where both speak of a file, the other's rows count."""
        files = {row.file for row in other.rows}
        kept = tuple(row for row in self.rows if row.file not in files)
        return Participants(rows=kept + other.rows, set_aside=tuple(sorted({*self.set_aside, *other.set_aside})))

    def applied(self, file_names: Mapping[str, str], people: Iterable[Respondent]) -> list[Respondent]:
        """The respondents whom this table changes, with their attributes and customer filled in.

        For a table that comes after its transcripts: `file_names` is source id -> file name. A transcript with several
        participants is left alone: only reading it again can tell who is who.
        """
        changed = []
        for person in people:
            rows = self.of(file_names.get(person.source_id, ""))
            if len(rows) == 1:
                changed.append(person.model_copy(update=facts(rows[0], person)))
        return changed


def facts(row: Participant, person: Respondent | None = None) -> dict[str, object]:
    """The fields of a respondent that a participant's row fills."""
    known = person.attributes if person else {}
    fields: dict[str, object] = {"attributes": {**known, **row.attributes}}
    return fields | {
        name: value for name in ("customer_id", "email_sha256") if (value := getattr(row, name)) is not None
    }


def is_participants(looked: Sample) -> bool:
    """Whether a table's first rows name transcripts: a file column whose values have a transcript's ending."""
    return _file_column(looked.head) is not None


def participants_among(paths: Iterable[Path]) -> Participants:
    """The participants named by those of the files that are such tables; other files are passed over."""
    found = Participants()
    for path in sorted(paths):
        if path.suffix.casefold() in (".csv", ".tsv", ".xlsx", ".json") and path.is_file():
            try:
                looked = sample(path)
            except VerismError:
                continue
            if is_participants(looked):
                found = found.merged(read_participants(path, looked))
    return found


def read_participants(path: Path, looked: Sample) -> Participants:
    """The rows of a table of participants. Sensitive columns are set aside."""
    frame = read_rows(path, looked)
    column = _file_column([list(frame.columns), *frame.head(50).to_numpy().tolist()])
    aside = [name for name in frame.columns if sensitive_kind(name)]
    rows = tuple(_row(record, str(frame.columns[column or 0]), aside) for record in frame.to_dict("records"))
    return Participants(rows=tuple(row for row in rows if row.file), set_aside=tuple(aside))


def _file_column(head: list[list[str]]) -> int | None:
    if len(head) < 2:
        return None
    for place, name in enumerate(head[0]):
        values = [row[place].strip() for row in head[1:] if place < len(row) and row[place].strip()]
        named = sum(PurePath(value).suffix.casefold() in _SUFFIXES for value in values)
        if plain(name) in _FILE and values and named >= 0.8 * len(values):
            return place
    return None


def _row(record: Mapping[Hashable, str], file_column: str, aside: list[str]) -> Participant:
    fields: dict[str, object] = {"file": PurePath(record[file_column].strip().replace("\\", "/")).name.casefold()}
    attributes: dict[str, Attribute] = {}
    for column, value in record.items():
        name, value = plain(str(column)), value.strip()
        if not value or column == file_column or column in aside:
            continue
        field = _field(name)
        if field == "email_sha256":
            fields[field] = email_sha256(value) or None
        elif field:
            fields[field] = value
        else:
            attributes[name] = typed(value)
    return Participant.model_validate(fields | {"attributes": attributes})


def _field(name: str) -> str:
    if name in _PERSON:
        return "name"
    if name in _KEY:
        return "key"
    if name in CUSTOMER or name == "externalreference":
        return "customer_id"
    if is_email_name(name):
        return "email_sha256"
    return "date" if name in ("date", "interview_date", "recorded_at", "interviewed_at") else ""


def typed(value: str) -> Attribute:
    """A cell as a number where it is one, else as its text."""
    if _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value
