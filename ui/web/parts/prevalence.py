"""A theme: what several people say, how many of how many, in whose words, and who says otherwise."""

from collections.abc import Collection, Mapping

from personas.evidence import Quote, Theme
from personas.phrasing import counted
from ui.web.parts.markup import Html, join, tag, unfold
from ui.web.parts.quotes import quote_card

_SHOWN = 3
_UNDISPUTED = "No quote was found that says otherwise."
_DISPUTED = (
    "No quote was found against this theme itself; the counter-evidence is against words that are cited with it."
)


def theme_card(
    theme: Theme,
    quotes: Mapping[str, Quote],
    *,
    number: int | None = None,
    cited: Collection[str] = (),
    disputed: bool = False,
) -> Html:
    """The label, n of N as a bar, the quotes behind it and those against it.

    Where quotes of it are `cited` on their own and so stand beside it, its others are one click behind. `disputed`:
    something speaks against what is cited with it.
    """
    label = tag("span", str(number), class_="v-number") if number is not None else Html()
    head = tag("p", tag("b", theme.phrase()), class_="v-prevalence")
    known = [quotes[i] for i in theme.quotes if i in quotes]
    others = [quote for quote in known if quote.id not in cited]
    said = _folded(others) if len(others) < len(known) else _listed(known)
    against = [quotes[i] for i in theme.opposing if i in quotes]
    return tag(
        "section", label, head, share_bar(theme.n, theme.of), tag("h4", theme.label), said,
        quarters(theme.trend), _against(against, theme, disputed), class_="v-theme",
    )  # fmt: skip


def share_bar(part: int, whole: int) -> Html:
    """A share as a bar; the words beside it say the numbers."""
    width = min(100.0, 100 * part / whole) if whole else 0.0
    fill = tag("span", class_="v-fill", style=f"width:{width:.1f}%")
    return tag("span", fill, class_="v-track v-wide", aria_hidden="true")


def _listed(found: list[Quote], tone: str = "") -> Html:
    shown = join(*(quote_card(quote, tone=tone) for quote in found[:_SHOWN]))
    rest = found[_SHOWN:]
    more = unfold(f"{len(rest)} more", *(quote_card(quote, tone=tone) for quote in rest)) if rest else Html()
    return join(shown, more)


def _folded(found: list[Quote]) -> Html:
    return unfold(f"{counted(len(found), 'more quote')} of it", *map(quote_card, found)) if found else Html()


def _against(found: list[Quote], theme: Theme, disputed: bool) -> Html:
    if not theme.opposing:
        return tag("p", _DISPUTED if disputed else _UNDISPUTED, class_="v-quiet-words")
    heading = f"{counted(len(theme.opposing), 'quote')} that {'says' if len(theme.opposing) == 1 else 'say'} otherwise"
    return join(tag("h4", heading), _listed(found, "v-against"))


def quarters(trend: Mapping[str, int]) -> Html:
    """How many respondents said it in each quarter; nothing where there is but one."""
    if len(trend) < 2:
        return Html()
    words = ", ".join(f"{quarter}: {count}" for quarter, count in sorted(trend.items()))
    return tag("p", f"Respondents by quarter: {words}", class_="v-quiet-words")
