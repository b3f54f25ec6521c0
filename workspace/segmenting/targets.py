"""Target customers: several segments taken together and counted as one."""

from collections.abc import Sequence

from personas.errors import BadInput
from personas.library import segments as store
from personas.segment import Segment
from segments import make_definition
from segments.features import Features
from segments.segmentation import make_target
from segments.within import condition_of
from workspace.progress import Report, part_of, silent
from workspace.roles import permitted
from workspace.segmenting.building import count_overlay, prepared
from workspace.segmenting.turns import one_at_a_time
from workspace.workspace import Workspace


@permitted("segment")
@one_at_a_time
def build_target(
    workspace: Workspace, names: Sequence[str], *, actor: str, name: str = "",
    attribute: tuple[str, str] | None = None, report: Report = silent,
) -> Segment:  # fmt: skip
    """Take segments together as a target customer, and count what they share beyond chance.

    With `attribute`, a name and a value that the customer table knows, only those of them count of whom it is known:
    one segment is enough then. A target of the same name is replaced. Raises NotFound for a segment that does not
    exist, BadInput for fewer than two, for respondents, for an unknown or a sensitive attribute, and for a target that
    holds nobody or everybody.
    """
    with workspace.library.read() as connection:
        chosen = [store.load_segment(connection, one) for one in names]
        known = next((one for one in store.current_definitions(connection) if one.method == "target"), None)
    features, predictions = prepared(workspace, part_of(report, 0, 0.4))
    of_whom = _of_whom(features, attribute) if attribute else None
    together = " + ".join(one.name for one in chosen)
    default = f"{together}, {of_whom[0]}" if of_whom else f"Target: {together}"
    made = make_target(name.strip() or default, chosen, of_whom=of_whom)
    others = [one for one in (known.params["targets"] if known else []) if one["name"] != made["name"]]
    definition = make_definition("target", {"targets": [*others, made]})
    saved = count_overlay(workspace, definition, actor, features, predictions, part_of(report, 0.4, 1))
    return next(one for one in saved if one.key == made["name"])


def _of_whom(features: Features, attribute: tuple[str, str]) -> tuple[str, str]:
    """What is known of them, for a reader and as SQL."""
    fits = condition_of(features, *attribute)
    if fits is None:
        raise BadInput(f"The customer table knows no {attribute[0]!r}. `verism segments show ID` tells what it knows.")
    return ": ".join(attribute), fits
