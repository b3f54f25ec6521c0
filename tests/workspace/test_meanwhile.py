"""What is removed or said while something is made of the voices: it does not come back, and is not overlooked."""

from pathlib import Path

import pandas as pd
import pytest

from personas.errors import Stale
from personas.library.evidence import list_sources, load_respondents
from personas.library.meta import voices_changed, voices_state
from personas.library.segments import groundwork_of, save_voices
from tests.ui.web.handmade import make_workspace
from workspace import drafting, ingest, segmenting, theming
from workspace.drafts import summaries
from workspace.workspace import Workspace


def _have_all_speak_for(workspace: Workspace, segment_id: str) -> None:
    with workspace.library.write() as connection:
        people: pd.DataFrame = load_respondents(connection)
        save_voices(connection, people[["respondent_id"]].assign(segment_id=segment_id, basis="rule"))


def _remove_everything(workspace: Workspace) -> None:
    with workspace.library.read() as connection:
        sources = list_sources(connection)
    for source in sources:
        ingest.remove(workspace, source.id, actor="mette")


def test_a_draft_whose_voices_were_removed_while_it_was_written_is_not_stored(tmp_path: Path) -> None:
    shop = make_workspace(tmp_path / "shop")
    _have_all_speak_for(shop, "g-1")
    before = len(summaries(shop))

    def asked_between_two_steps() -> bool:
        _remove_everything(shop)
        return False

    with pytest.raises(Stale, match="draft the segment again"):
        drafting.draft_segment(shop, "g-1", actor="ines", writer="extractive", stop=asked_between_two_steps)
    assert len(summaries(shop)) == before


def test_what_was_said_while_a_segments_voices_were_read_has_its_next_draft_read_them_again(tmp_path: Path) -> None:
    shop = make_workspace(tmp_path / "shop")
    _have_all_speak_for(shop, "g-1")

    def say_more(words: str, share: float) -> None:
        with shop.library.write() as connection:
            voices_changed(connection)

    theming.refresh_themes(shop, segmenting.segments(shop), report=say_more)
    with shop.library.read() as connection:
        laid = groundwork_of(connection, "g-1")
        assert laid is not None
        assert laid.state != voices_state(connection)
