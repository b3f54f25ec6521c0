"""What is removed, forgotten or said while something is made of the voices: it neither comes back nor is overlooked."""

from pathlib import Path

import pandas as pd
import pytest

from personas.errors import Stale
from personas.library.evidence import list_sources, load_respondents
from personas.library.meta import ERASING, people_forgotten, set_fact, voices_changed, voices_state
from personas.library.segments import groundwork_of, save_voices
from tests.ui.web.handmade import make_workspace
from workspace import segmenting
from workspace.drafting import drafting
from workspace.drafting.drafts import summaries
from workspace.evidence import theming
from workspace.intake import ingest
from workspace.meanwhile import file_without_forgotten, forgotten_so_far, refuse_if_forgotten
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


def _forget_somebody(shop: Workspace) -> None:
    with shop.library.write() as connection:
        people_forgotten(connection)


def test_what_was_made_while_somebody_was_forgotten_is_not_written(tmp_path: Path) -> None:
    shop = make_workspace(tmp_path / "shop")
    so_far = forgotten_so_far(shop)
    with shop.library.write() as connection:
        refuse_if_forgotten(connection, so_far)
    _forget_somebody(shop)
    with pytest.raises(Stale, match="Ask for it again"), shop.library.write() as connection:
        refuse_if_forgotten(connection, so_far)


def test_a_file_that_was_written_while_somebody_was_forgotten_is_gone_again(tmp_path: Path) -> None:
    shop, out = make_workspace(tmp_path / "shop"), tmp_path / "card.md"
    with pytest.raises(Stale, match="Ask for it again"), file_without_forgotten(shop, out) as temporary:
        temporary.write_text("of somebody", encoding="utf-8")
        _forget_somebody(shop)
    assert list(tmp_path.iterdir()) == [shop.folder]
    with file_without_forgotten(shop, out) as temporary:
        temporary.write_text("of the others", encoding="utf-8")
    assert out.read_text(encoding="utf-8") == "of the others"


def test_a_file_that_an_erasure_may_have_passed_over_is_gone_again(tmp_path: Path) -> None:
    shop, out = make_workspace(tmp_path / "shop"), tmp_path / "card.md"
    with shop.library.write() as connection:
        set_fact(connection, ERASING, "somebody")
    with pytest.raises(Stale, match="is being forgotten"), file_without_forgotten(shop, out) as temporary:
        temporary.write_text("of somebody", encoding="utf-8")
    assert not out.exists()
