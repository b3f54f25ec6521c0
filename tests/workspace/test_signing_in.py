"""Who may open the pages, and until when."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from personas.errors import BadInput, PrerequisiteMissing, Refused
from personas.roles import Person
from tests.workspace.command import verism
from workspace.settings import Settings, load_settings
from workspace.signing_in import check_pages, is_loopback, person_of, provider_secrets

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CLAIMS = {"iss": "https://id.example.com", "sub": "2482", "exp": NOW.timestamp() + 60, "email": "ravi@example.com"}
OIDC = {
    "sign_in": "oidc", "oidc_metadata_url": "https://id.example.com/.well-known/openid-configuration",
    "oidc_client_id": "verism", "oidc_client_secret": "a", "cookie_secret": "c" * 32,
    "pages_url": "https://personas.example.com/",
}  # fmt: skip


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True), ("127.0.0.1:8501", True), ("localhost:8501", True), ("LOCALHOST", True),
        ("[::1]:8501", True),
        ("::1", True), ("0.0.0.0", False), ("192.168.1.7:8501", False), ("personas.example.com", False),
        ("localhost.example.com", False), ("127.0.0.1.example.com", False), ("", False), ("[2001:db8::1]:80", False),
    ],
)  # fmt: skip
def test_only_this_machine_is_this_machine(host: str, here: bool) -> None:
    assert is_loopback(host) is here


def test_the_local_sign_in_is_switched_on_by_name_and_refuses_another_address() -> None:
    with pytest.raises(PrerequisiteMissing, match='sign_in = "local"'):
        check_pages(Settings(), "127.0.0.1")
    check_pages(Settings(sign_in="local"), "127.0.0.1")
    with pytest.raises(Refused, match="it is for this machine"):
        check_pages(Settings(sign_in="local"), "0.0.0.0")
    check_pages(Settings(**OIDC), "0.0.0.0")  # type: ignore[arg-type]


def test_the_command_refuses_what_the_pages_may_not_be(room: Callable[..., object]) -> None:
    answer = verism("ui", "--address", "0.0.0.0", room=room)  # type: ignore[arg-type]
    assert answer.code == 4
    assert "not for 0.0.0.0" in answer.words


def test_a_provider_needs_all_its_settings_and_its_secrets_are_never_shown() -> None:
    assert provider_secrets(Settings(sign_in="local")) == {}
    settings = Settings(**OIDC)  # type: ignore[arg-type]
    assert provider_secrets(settings)["auth"]["redirect_uri"] == "https://personas.example.com/oauth2callback"
    assert "c" * 32 not in repr(settings)


def test_a_provider_half_set_is_said_to_be(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("VERISM_SIGN_IN", "oidc")
    with pytest.raises(BadInput, match="needs oidc_metadata_url, oidc_client_id"):
        load_settings(tmp_path)  # type: ignore[arg-type]


def test_a_person_is_who_the_provider_says_until_the_token_expires() -> None:
    assert person_of(CLAIMS, NOW) == Person(issuer=CLAIMS["iss"], subject="2482", name="ravi@example.com")
    with pytest.raises(Refused, match="expired: nothing was saved"):
        person_of(CLAIMS, NOW + timedelta(seconds=60))
    for missing in ("iss", "sub", "exp"):
        with pytest.raises(Refused, match="did not say who you are"):
            person_of({**CLAIMS, missing: None}, NOW)
