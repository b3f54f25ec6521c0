"""`verism segments validate`, `drift`, `predictions`, `campaigns`: how far the segments can be relied on."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from personas.phrasing import percent
from ui.cli.options import ActorOption, JsonOption, MethodOption, WorkspaceOption, open_workspace
from ui.cli.output import out, print_json, print_table, progress, say
from ui.cli.tested import print_drift, print_validation
from workspace.figures import predicting, reliability

if TYPE_CHECKING:
    from segments.prediction import Backtest, SpendBacktest


def register(segments: typer.Typer) -> None:
    """Add these commands to those about segments."""
    for command in (validate, predictions, drift, campaigns):
        segments.command(command.__name__)(command)


def validate(
    method: MethodOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Test the segmentation on later sales: reconciliation, forward fit, stability.

    Without --method: the segments of the published personas, else those by value and activity, else the rules.
    """
    room = open_workspace(workspace, actor)
    with progress(quiet=as_json) as report:
        found = reliability.validate(room, method=method, report=report)
    if as_json:
        return print_json(
            {**found.model_dump(mode="json"), "verdict": reliability.verdict(found).model_dump(mode="json")}
        )
    print_validation(found, reliability.verdict(found))
    return None


def predictions(workspace: WorkspaceOption = None, actor: ActorOption = None, as_json: JsonOption = False) -> None:
    """What customers are expected to do next, and how such predictions did on sales that they had not seen."""
    found = predicting.outlook(open_workspace(workspace, actor))
    if as_json:
        return print_json(found.model_dump(mode="json"))
    rows = [_backtest_row(one) for one in found.report.tests]
    names = ("who will", "customers", "did", "AUC", "95 % interval", "log loss", "by chance")
    if rows:
        print_table("Tested on the last 13 weeks", names, rows)
    spend = found.report.spend
    if spend is not None:
        out.print(f"Spending of the next 13 weeks by {spend.method}: {_fit(spend)} on the last 13.", markup=False)
    for note in (*found.report.notes, *(["Older than a week: `verism segments build`."] if found.due else [])):
        out.print(note, markup=False)
    return None


def drift(
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: 13 weeks before.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default: the newest purchase.")] = None,
    method: MethodOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """How segments' shares moved between two days, whether that is more than chance, and which personas it touches.

    Without --method: the segments of the published personas, else those by value and activity, else the rules.
    """
    first, last = (day.replace(tzinfo=UTC) if day else None for day in (since, until))
    found = reliability.drift(open_workspace(workspace, actor), method=method, since=first, until=last)
    if as_json:
        return print_json(found.model_dump(mode="json"))
    print_drift(found)
    return None


def campaigns(
    method: MethodOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """What each segment brings, how it answered campaigns, and what they caused where members were held out."""
    from workspace.publishing import engaging

    found = engaging.contributions(open_workspace(workspace, actor), method=method)
    if as_json:
        return print_json([one.model_dump(mode="json") for one in found])
    for one in found:
        share = "" if one.revenue_share is None else f", {percent(one.revenue_share)} of revenue"
        out.print(f"[bold]{escape(one.segment)}[/]: {one.n:,} customers{share}")
        for effect in one.campaigns:
            out.print(f"    {effect.campaign}: {effect.sentence(one.currency)}", markup=False)
    if not any(one.campaigns for one in found):
        return say("Nobody in any segment was sent a campaign that is known: `verism ingest` a campaign log first.")
    return say("Mailed is not caused: only where members were held out does a difference speak for the campaign.")


def _backtest_row(one: "Backtest") -> tuple[str, ...]:
    low, high = one.auc_ci
    losses = (f"{one.log_loss:.3f}", f"{one.chance_log_loss:.3f}")
    return (one.target, f"{one.n:,}", percent(one.happened), f"{one.auc:.3f}", f"{low:.3f} to {high:.3f}", *losses)


def _fit(spend: "SpendBacktest") -> str:
    interval = "" if spend.r2_ci is None else f" ({spend.r2_ci[0]:.2f} to {spend.r2_ci[1]:.2f})"
    return f"R2 {spend.r2:.2f}{interval}"
