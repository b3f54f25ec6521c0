"""Which runs are comparable: same cases, same writer, same judge."""

from collections.abc import Iterator, Sequence

from eval.running import RunReport, SuiteReport

_WORD = "judge_"


def of_the_judge(figure: str) -> bool:
    """Whether a figure is a judge's word: of two judges it tells of the judges as much as of what they read."""
    return figure.startswith(_WORD)


def unlike(left: RunReport, right: RunReport) -> Iterator[str]:
    """What differs between two runs beside their figures, a sentence each."""
    if who(left) != who(right):
        yield f"{left.id} was written by {who(left)}, {right.id} by {who(right)}."
    if left.judge != right.judge:
        judges = (f"{run.id} was judged by {run.judge or 'nobody'}" for run in (left, right))
        yield f"{', '.join(judges)}: no word of a judge is compared."
    if left.product and right.product and left.product != right.product:
        yield "The code, the prompts or the example companies changed in between."
    before = {suite.name: suite for suite in left.suites}
    for suite in (suite for suite in right.suites if suite.name in before):
        if suite.version != before[suite.name].version:
            yield f"{suite.name} is version {before[suite.name].version} in {left.id}, {suite.version} in {right.id}."
        if suite.sample != before[suite.name].sample:
            drawn = (
                f"{run.id} is {one.sample or 'the whole'}" for run, one in ((left, before[suite.name]), (right, suite))
            )
            yield f"Of {suite.name}, {', '.join(drawn)}."


def line_of(earlier: Sequence[RunReport], run: RunReport, suite: SuiteReport, figure: str) -> list[float]:
    """The figure in those earlier whole runs that are like this one, in their order.

    Alike are runs in which the very same cases were put and the same writer wrote; of a judge's word those of the same
    judge, too.
    """
    alike = (one for one in earlier if not one.partial and who(one) == who(run))
    judged = (one for one in alike if one.judge == run.judge or not of_the_judge(figure))
    suites = (one for report in judged for one in report.suites if one.name == suite.name and one.put == suite.put)
    return [one.metrics[figure].value for one in suites if figure in one.metrics]


def who(run: RunReport) -> str:
    """Who wrote in a run: the model, or the writer that needs none."""
    return run.model or run.writer
