"""The sentence that sets segments beside their control."""

import pytest

from ui.cli.tested import beside_control


@pytest.mark.parametrize(
    ("r2", "control", "said"),
    [
        (0.230795, 0.26, "no better than their own control"),
        (0.23, 0.21, "may be chance"),
        (0.23, 0.12, "tell more than their control"),
    ],
)
def test_segments_are_set_beside_groups_by_value_alone(r2: float, control: float, said: str) -> None:
    sentence = beside_control(r2, (0.19, 0.27), {"value_quantiles": control})
    assert said in sentence
    assert "23 %" in sentence
