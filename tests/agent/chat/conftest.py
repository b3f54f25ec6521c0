from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.chat_desk import PackDesk


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PackDesk]:
    folder: Path = tmp_path_factory.mktemp("desk")
    made = PackDesk(folder)
    yield made
    made.close()


@pytest.fixture
def desk(opened: PackDesk) -> PackDesk:
    """The desk of one test: real retrieval, real drafting, nothing drafted or wished yet."""
    opened.drafted.clear()
    opened.wished.clear()
    return opened
