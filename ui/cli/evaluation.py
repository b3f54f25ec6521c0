"""`verism eval`: grounding-accuracy suites run, compared and listed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from personas.errors import BelowBar
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, actor_name, open_workspace, workspace_folder
from ui.cli.output import print_json, print_table, progress, say
from ui.cli.runs import outcome, print_run, tell

if TYPE_CHECKING:
    from eval.reports import Comparison
    from eval.running import CaseResult, RunReport

JunitOption = Annotated[Path | None, typer.Option("--junit", help="Write JUnit XML to this file.")]
HtmlOption = Annotated[Path | None, typer.Option("--html", help="Write one self-contained HTML file.")]

evaluation = typer.Typer(help="Grounding-accuracy suites.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(evaluation, name="eval")


@evaluation.callback()
def room() -> None:
    """Grounding-accuracy suites: how often what is said is true of the evidence, and how sure that is."""


@evaluation.command()
def run(
    suites: Annotated[list[str], typer.Argument(help="Shipped suites by name, your own by path.")],
    writer: Annotated[Literal["extractive", "llm"] | None, typer.Option(help="Who writes.")] = None,
    repeat: Annotated[int, typer.Option(min=1, max=50, help="How often each case is put.")] = 1,
    sample: Annotated[int | None, typer.Option(min=1, help="Only so many cases of each suite, drawn by lot.")] = None,
    seed: Annotated[int, typer.Option(help="What the lot is drawn with: the same seed gives the same cases.")] = 0,
    only: Annotated[
        Literal["failed"] | None, typer.Option(help="Only the cases that did not pass last time.", case_sensitive=False)
    ] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Have the judge that is set read every claim, and say how far to trust it.")
    ] = False,
    labels: Annotated[Path | None, typer.Option(help="A folder of public label sets, each run as a suite.")] = None,
    junit: JunitOption = None,
    html: HtmlOption = None,
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run suites; exit 1 when a figure misses its bar. A run that was stopped goes on when it is asked for again."""
    from eval import running
    from eval.suites import Sample, load_suite, public_suites

    own = running.home(workspace_folder(workspace))
    chosen = [*(load_suite(name) for name in suites), *(public_suites(labels) if labels else ())]
    with progress() as report:
        found = running.run_suites(
            own, chosen, actor=actor_name(actor), writer=writer, repeat=repeat, only_failed=only == "failed",
            sample=Sample(size=sample, seed=seed) if sample else None, judge=judge, report=report,
        )  # fmt: skip
    _, results = running.load(own, found.id)
    _write(found, results, junit=junit, html=html)
    if as_json:
        print_json(found.public_json())
    else:
        _say_run(found, results)
    if found.missed:
        raise BelowBar(f"Run {found.id} is below its bars: {'; '.join(found.missed)}.")


@evaluation.command()
def show(
    run_id: Annotated[str, typer.Argument(metavar="RUN", help="Such as r-1 (`verism eval list`).")],
    junit: JunitOption = None,
    html: HtmlOption = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a run that was finished: its figures, and every case that did not pass with why; nothing is put again."""
    from eval import reports, running

    found, results = running.finished(running.home(workspace_folder(workspace)), run_id)
    _write(found, results, junit=junit, html=html)
    if as_json:
        return print_json(found.public_json())
    print_run(found)
    tell(reports.worst_first(results))
    return None


@evaluation.command()
def compare(
    left: str, right: str, html: HtmlOption = None, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Compare two runs case by case: paired differences with intervals, and which cases flipped."""
    from eval import reports, running

    own = running.home(workspace_folder(workspace))
    found = reports.compare_runs(own, left, right)
    if html is not None:
        _write(*running.finished(own, right), html=html, comparison=found)
    if as_json:
        return print_json(found.public_json())
    for words in found.unlike:
        say(words)
    for suite, differences in found.differences.items():
        rows = [(d.metric, f"{d.value:+.3f}", f"{d.low:+.3f} to {d.high:+.3f}", d.n, d.verdict) for d in differences]
        columns = ("figure", "difference", "95 % interval", "cases", "")
        print_table(f"{suite}: {found.right} less {found.left}", columns, rows)
    flips = [(flip.suite, flip.case_id, f"{flip.before} -> {flip.after}", flip.title) for flip in found.flips]
    if flips:
        print_table("Cases that flipped", ("suite", "case", "change", "about"), flips)
    say(f"{found.only_left} cases only in {found.left}, {found.only_right} only in {found.right}: not compared.")
    return None


@evaluation.command("list")
def list_runs(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Every run kept in this workspace, and the suites that are shipped."""
    from eval import running
    from eval.suites import shipped

    found = running.runs(running.home(workspace_folder(workspace)))
    if as_json:
        return print_json([one.model_dump(mode="json", exclude={"signature"}) for one in found])
    rows = [(one.id, f"{one.started_at:%Y-%m-%d %H:%M}", ", ".join(one.plan["suites"]), one.plan["writer"],
             outcome(running.report_of(one))) for one in found]  # fmt: skip
    print_table("Runs", ("id", "begun", "suites", "writer", "outcome"), rows)
    say(f"Shipped suites: {', '.join(shipped())}.")
    return None


@evaluation.command()
def gold(
    out: Annotated[Path, typer.Option(help="The folder to write the suite and its evidence to.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Export reviewers' decisions as a suite of labelled claims."""
    from eval.calibration import export_gold

    cases = export_gold(open_workspace(workspace), out)
    say(f"{cases} decided claims written: verism eval run {out / 'reviewed.yaml'}")


@evaluation.command()
def calibration(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Set verdicts, checks and writers against what reviewers decided."""
    from eval.calibration import calibrate

    found = calibrate(open_workspace(workspace))
    if as_json:
        return print_json(found.public_json())
    columns = ("", "accepted", "edited", "rejected as wrong", "not wanted", "accepted, 95 % interval")
    for heading in ("verdicts", "checks", "writers"):
        rows = [(row.name, row.accepted, row.edited, row.rejected, row.unwanted, f"{row.low:.2f} to {row.high:.2f}")
                for row in getattr(found, heading)]  # fmt: skip
        if rows:
            print_table(f"By {heading.removesuffix('s')}", columns, rows)
    for text in found.green_and_wrong:
        say(f"Green, and rejected as wrong: {text}")
    say(f"{found.claims} decided claims.")
    return None


def _say_run(found: "RunReport", results: Sequence["CaseResult"]) -> None:
    """A run that has just ended: its figures, and what stopped with an error."""
    print_run(found)
    tell([one for one in results if one.status == "error"])
    if found.partial:
        say("Only cases that had not passed were put. Bars are for the whole suite: run it without --only.")
    say(f"Run {found.id}, {found.seconds:.0f} seconds. `verism eval show {found.id}` tells what did not pass.")


def _write(
    report: "RunReport",
    results: Sequence["CaseResult"],
    *,
    junit: Path | None = None,
    html: Path | None = None,
    comparison: "Comparison | None" = None,
) -> None:
    """The reports that are asked for."""
    from eval import reports
    from personas.files import whole

    written = [
        *([(junit, reports.junit(report, results))] if junit else []),
        *([(html, reports.html(report, results, comparison))] if html else []),
    ]
    for path, words in written:
        with whole(path) as file:
            file.write_text(words, encoding="utf-8")
        say(f"Written: {path}")
