"""The stability of a theme under resampling of the respondents."""

from math import comb

from personas.evidence import Theme
from retrieval.themes.matching import PLAINLY

SMALL = 12
"""Respondents under which two who say the same make a theme; else three."""


def fewest_of(people: int) -> int:
    """How many of so many respondents have to say the same for a theme."""
    return 2 if people < SMALL else 3


def stability(theme: Theme) -> float:
    """The share, 0..1, of resamples of the respondents in which enough of them say the theme.

    A resample draws as many respondents as there are, with replacement (the bootstrap, Efron, 1979). Who says the theme
    is counted by words, so that no other theme has a say in it, and the number of its people in a resample is binomial:
    each is drawn with 1 - (1 - 1/N)^N. What is given is exact, not simulated.
    """
    enough = min(fewest_of(theme.of), PLAINLY) if theme.side else fewest_of(theme.of)
    drawn = 1 - (1 - 1 / theme.of) ** theme.of if theme.of else 0.0
    missed = sum(comb(theme.n, k) * drawn**k * (1 - drawn) ** (theme.n - k) for k in range(min(enough, theme.n + 1)))
    return max(0.0, 1 - missed)
