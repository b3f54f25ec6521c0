"""`verism customers`: one customer as they are."""

from typing import Annotated

import typer

from personas.phrasing import money, percent
from ui.cli.options import ActorOption, JsonOption, WorkspaceOption, open_workspace
from ui.cli.output import out, print_json, print_table
from workspace.figures import customers as service

customers = typer.Typer(help="One customer: orders, responses, scores, and where they belong.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(customers, name="customers")


@customers.callback()
def group() -> None:
    """One customer: orders, responses, scores, and where they belong."""


@customers.command()
def show(
    customer: Annotated[str, typer.Argument(help="The customer's id in the ledger or the customer file.")],
    workspace: WorkspaceOption = None,
    actor: ActorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Orders, channels, responses, scores with percentiles, segments and personas of one customer, and why."""
    found = service.profile(open_workspace(workspace, actor), customer)
    if as_json:
        return print_json(found.model_dump(mode="json"))
    spent = money(found.revenue_cents, found.currency)
    out.print(f"{found.id}: {found.order_count:,} orders, {spent}", markup=False)
    for name, value in found.attributes.items():
        out.print(f"  {name.replace('_', ' ')}: {value}", markup=False)
    for place in found.places:
        drawn = f"; persona {', '.join(place.personas)}" if place.personas else ""
        out.print(f"  in {place.segment} ({place.segment_id}): {place.why}{drawn}", markup=False)
    scores = [(one.words, one.spoken(found.currency), percent(one.percentile)) for one in found.scores]
    print_table("Scores", ("of", "score", "at or above this share of customers"), scores)
    orders = [
        (f"{one.at:%Y-%m-%d}", one.id, one.channel, money(one.cents, found.currency), one.of())
        for one in found.orders[:12]
    ]
    print_table(
        f"Orders (newest {len(orders)} of {found.order_count})", ("day", "order", "channel", "amount", "of"), orders
    )
    if found.responses:
        rows = [
            (f"{one.sent_at:%Y-%m-%d}" if one.sent_at else "", one.campaign, one.answered) for one in found.responses
        ]
        print_table("Campaigns", ("sent", "campaign", "answer"), rows)
    return None
