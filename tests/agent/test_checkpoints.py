import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from agent.checkpoints import kept_at


def test_two_who_begin_a_file_of_checkpoints_together_both_keep_theirs(tmp_path: Path) -> None:
    place = tmp_path / "drafting.db"
    with closing(sqlite3.connect(place, check_same_thread=False)) as other:
        other.execute("CREATE TABLE checkpoints_begun (at TEXT)")
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.2, other.rollback)
        release.start()
        with kept_at(place) as saver:
            assert saver is not None
            assert saver.get_tuple({"configurable": {"thread_id": "first"}}) is None
        release.join()
