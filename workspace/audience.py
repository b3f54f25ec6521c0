"""The customers that a persona's rule selects, as a file for a campaign."""

from pathlib import Path

import pandas as pd

from personas.base import Record
from personas.files import whole
from personas.library.publications import load_publication
from personas.library.segments import load_segment
from segments.tables.fetching import to_frame
from workspace.roles import permitted
from workspace.segmenting import members
from workspace.workspace import Workspace

SMALLEST = 100
"""An audience under this size is worth a warning: many channels refuse it, and people in it can be guessed."""

_YES = frozenset({"true", "yes", "y", "1", "1.0", "subscribed", "granted", "opted in", "opt-in"})


class AudienceExport(Record):
    """What was written, and who was left out."""

    file: str
    customers: int
    without_consent: int
    """Left out because a consent column is there and does not say yes for them."""
    consent_column: str | None

    def sentence(self) -> str:
        """The export in words."""
        words = f"{self.customers:,} customers written to {self.file}"
        if self.consent_column is None:
            words += "; no table says who consented to what, so check that before anybody is written to"
        else:
            words += f"; {self.without_consent:,} left out without a yes in {self.consent_column!r}"
        return words + (f". Fewer than {SMALLEST}: people in it can be guessed." if self.customers < SMALLEST else ".")


@permitted("read")
def export_audience(workspace: Workspace, persona_id: str, file: Path) -> AudienceExport:
    """Write customer_id and email_sha256 of a published persona's segment. Raises NotFound.

    Where the customer table has a column about consent, nobody is written for whom it does not say yes.
    """
    with workspace.library.read() as connection:
        segment = load_segment(connection, load_publication(connection, persona_id).body["segment"]["id"])
    people = members(workspace, segment)
    known = _customers(workspace)
    joined = people.merge(known, on="customer_id", how="left")
    column = next((name for name in known.columns if "consent" in name and "date" not in name), None)
    agreed = joined if column is None else joined[joined[column].astype(str).str.strip().str.lower().isin(_YES)]
    _write(agreed, file)
    left_out = len(joined) - len(agreed)
    return AudienceExport(file=str(file), customers=len(agreed), without_consent=left_out, consent_column=column)


def _customers(workspace: Workspace) -> pd.DataFrame:
    table = workspace.tables.read("customers")
    if table is None:
        return pd.DataFrame({"customer_id": pd.Series(dtype=str), "email_sha256": pd.Series(dtype=str)})
    return to_frame(table).drop_duplicates("customer_id", keep="last")


def _write(frame: pd.DataFrame, file: Path) -> None:
    columns = [name for name in ("customer_id", "email_sha256") if name in frame.columns]
    with whole(file) as temporary:
        frame.sort_values("customer_id")[columns].to_csv(temporary, index=False)
