"""Predictions of a workspace: refreshed with every build, stored with their tests."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from personas.base import Record
from personas.errors import NotFound
from personas.files import whole
from segments.features import Features
from segments.prediction import Fitted, PredictionReport, Predictions, predict
from workspace.roles import permitted
from workspace.workspace import Workspace

DUE = timedelta(days=7)
"""After so long, scores are to be computed again (`verism segments build`)."""


class Outlook(Record):
    """The predictions in force and when they were computed."""

    computed_at: datetime
    due: bool
    """They are older than a week."""
    report: PredictionReport


def refresh(workspace: Workspace, features: Features) -> Predictions:
    """Score every customer and keep scores and tests; models are fitted anew when they are older than 30 days."""
    found = predict(features, _fitted(workspace))
    with whole(_scores_file(workspace)) as temporary:
        found.scores.to_parquet(temporary, index=False)
    with whole(_report_file(workspace)) as temporary:
        temporary.write_text(found.report.model_dump_json(indent=1), encoding="utf-8")
    return found


@permitted("look")
def outlook(workspace: Workspace) -> Outlook:
    """How the predictions in force did on sales that they had not seen. Raises NotFound before a build."""
    file = _report_file(workspace)
    if not file.exists():
        raise NotFound("Nothing was predicted yet: take in purchases, then run `verism segments build`.")
    computed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    report = PredictionReport.model_validate_json(file.read_text(encoding="utf-8"))
    return Outlook(computed_at=computed, due=datetime.now(UTC) - computed > DUE, report=report)


@permitted("look")
def scores(workspace: Workspace) -> pd.DataFrame:
    """customer_id and a column a score, for everybody who has bought; empty before a build."""
    file = _scores_file(workspace)
    return pd.read_parquet(file) if file.exists() else pd.DataFrame({"customer_id": pd.Series(dtype="str")})


def _fitted(workspace: Workspace) -> Fitted | None:
    file = _report_file(workspace)
    if not file.exists():
        return None
    return PredictionReport.model_validate_json(file.read_text(encoding="utf-8")).fitted


def _scores_file(workspace: Workspace) -> Path:
    return _folder(workspace) / "scores.parquet"


def _report_file(workspace: Workspace) -> Path:
    return _folder(workspace) / "report.json"


def _folder(workspace: Workspace) -> Path:
    folder = workspace.folder / "tables" / "predictions"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
