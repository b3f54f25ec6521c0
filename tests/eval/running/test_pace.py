"""How far a run is, in words."""

from eval.running.pace import Pace


def test_the_pace_is_that_of_this_process_alone():
    now = [100.0]
    pace = Pace(10, 40, clock=lambda: now[0])
    assert pace.words(10) == "10 of 40 cases done"
    now[0] = 162.0
    assert pace.words(12) == "12 of 40 cases done, one every 31 s, about 14 min left"
    now[0] = 100.0 + 30 * 400
    assert pace.words(40) == "40 of 40 cases done, one every 7 min"
