"""The customers that a persona's rule selects, as a file for a campaign."""

from pathlib import Path
from typing import Literal

import pandas as pd

from personas.base import Record
from personas.errors import BadInput
from personas.library.publications import load_publication
from personas.library.segments import load_segment
from segments.consent import consenting
from segments.remarketing import looked_without_buying
from segments.tables import email_sha256
from segments.tables.fetching import to_frame
from workspace.keys import known_by_name
from workspace.meanwhile import file_without_forgotten
from workspace.roles import permitted
from workspace.segmenting import members
from workspace.spreadsheets import guarded_words, write_sheet
from workspace.workspace import Workspace

SMALLEST = 100
"""An audience under this size is worth a warning: many channels refuse it, and people in it can be guessed."""
SUPPRESSED = "suppressed.csv"
"""In the workspace: customers or e-mail addresses that are never to be written to, one a line."""


class AudienceExport(Record):
    """What was written, and who was left out."""

    file: str
    customers: int
    without_consent: int
    """Left out because consent is on record for some, and not for them."""
    consent: str | None
    """Where consent stands, in words; None where nothing speaks of it."""
    suppressed: int = 0
    """Left out because they stand on a suppression list."""
    bought_since: int | None = None
    """Members who had not looked without buying; None when that was not asked."""
    guarded: int = 0
    """Ids that a spreadsheet would compute, and that were written behind an apostrophe."""

    def sentence(self) -> str:
        """The export in words."""
        words = f"{self.customers:,} customers written to {self.file}"
        if self.bought_since is not None:
            words += f"; {self.bought_since:,} others looked at nothing lately, or bought afterwards"
        if self.consent is None:
            words += "; no table says who consented to what, so check that before anybody is written to"
        else:
            words += f"; {self.without_consent:,} left out without a yes in {self.consent}"
        words += f"; {self.suppressed:,} left out by the suppression list" if self.suppressed else ""
        few = f" Fewer than {SMALLEST}: people in it can be guessed." if self.customers < SMALLEST else ""
        return f"{words}.{few}{guarded_words(self.guarded)}"


@permitted("read")
def export_audience(
    workspace: Workspace, persona_id: str, file: Path, *, addresses: Literal["sha256", "none"] = "sha256",
    purpose: str | None = None, suppress: Path | None = None, looked_days: int | None = None,
) -> AudienceExport:  # fmt: skip
    """Write customer_id (and email_sha256) of a published persona's segment. Raises NotFound, Stale beside an erasure.

    Where consent is on record, nobody is written without a yes for `purpose`; nobody on a suppression list is. With
    `looked_days` only those who looked at a product within so many days and bought nothing afterwards, and at what.
    """
    with file_without_forgotten(workspace, file) as temporary:
        with workspace.library.read() as connection:
            segment = load_segment(connection, load_publication(connection, persona_id).body["segment"]["id"])
        everybody = members(workspace, segment).merge(_addresses(workspace), on="customer_id", how="left")
        people = everybody if looked_days is None else _looked(workspace, everybody, looked_days)
        consent = consenting(workspace.tables, purpose)
        agreed = people if consent is None else people[people["customer_id"].isin(consent.customers)]
        kept = agreed[~_suppressed(agreed, _listed(workspace, workspace.folder / SUPPRESSED, suppress))]
        guarded = _write(kept if addresses == "sha256" else kept.drop(columns="email_sha256"), temporary)
    return AudienceExport(
        file=str(file),
        customers=len(kept),
        without_consent=len(people) - len(agreed),
        consent=None if consent is None else consent.source,
        suppressed=len(agreed) - len(kept),
        bought_since=None if looked_days is None else len(everybody) - len(people),
        guarded=guarded,
    )


def _addresses(workspace: Workspace) -> pd.DataFrame:
    table = workspace.tables.read("customers")
    if table is None:
        return pd.DataFrame({"customer_id": pd.Series(dtype="str"), "email_sha256": pd.Series(dtype="str")})
    return to_frame(table.select("customer_id", "email_sha256")).drop_duplicates("customer_id", keep="last")


def _looked(workspace: Workspace, people: pd.DataFrame, days: int) -> pd.DataFrame:
    if "events" not in workspace.tables.kinds():
        raise BadInput("Nobody's visits are known: take in web events before asking who looked without buying.")
    looked = looked_without_buying(workspace.tables, days)[["customer_id", "looked_at"]]
    return people.merge(looked, on="customer_id")


def _listed(workspace: Workspace, *files: Path | None) -> frozenset[str]:
    """Ids and hashed addresses from files of one column, or of which any column may name somebody."""
    found: set[str] = set()
    for file in files:
        if file is None or (file.name == SUPPRESSED and not file.exists()):
            continue
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"The suppression list {file} cannot be read: {_why(error)}.") from error
        cells = (cell.strip().strip('"') for line in text.splitlines() for cell in line.split(","))
        said = {email_sha256(cell) or cell for cell in cells if cell}
        found |= said | {known_by_name(workspace, cell) for cell in said if " " in cell}
    return frozenset(found)


def _why(error: OSError | UnicodeDecodeError) -> str:
    return str(error.strerror) if isinstance(error, OSError) else "it is no UTF-8 text"


def _suppressed(people: pd.DataFrame, listed: frozenset[str]) -> pd.Series:
    """Who stands on the list: by id, by hashed address, or by the key that an unknown buyer's address gave."""
    keys = frozenset(f"e-{one[:16]}" for one in listed)
    ids = people["customer_id"]
    return ids.isin(listed) | ids.isin(keys) | people["email_sha256"].isin(listed)


def _write(frame: pd.DataFrame, file: Path) -> int:
    columns = [name for name in ("customer_id", "email_sha256", "looked_at") if name in frame.columns]
    return write_sheet(frame.sort_values("customer_id")[columns], file)
