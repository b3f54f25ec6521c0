import pytest
from pydantic import SecretStr, ValidationError

from agent.models import ModelSettings, Prices, chat_model
from agent.models.errors import explained
from personas.errors import BadInput, PrerequisiteMissing
from tests.support.openai_server import Answer, OpenAIServer
from tests.support.ports import dead_port


def settings(base_url: str = "", **values: object) -> ModelSettings:
    defaults: dict[str, object] = {"base_url": base_url, "model": "scripted", "max_retries": 0, "timeout": 5.0}
    return ModelSettings.model_validate({**defaults, **values})


def asked(chosen: ModelSettings) -> str:
    model = chat_model(chosen)
    assert model is not None
    with explained(chosen):
        return str(model.invoke("Say hello.").text)


def test_with_neither_key_nor_address_there_is_no_model() -> None:
    assert chat_model(ModelSettings()) is None
    assert chat_model(ModelSettings(model="gpt-anything")) is None


def test_any_compatible_server_answers() -> None:
    with OpenAIServer(every=Answer("Hello.")) as server:
        assert asked(settings(server.base_url)) == "Hello."
        assert server.requests[0]["model"] == "scripted"


def test_a_stream_gives_the_same_text_and_its_usage() -> None:
    with OpenAIServer(every=Answer("Hello, this is a longer answer.")) as server:
        model = chat_model(settings(server.base_url))
        assert model is not None
        chunks = list(model.stream("Say hello."))
        assert "".join(str(chunk.text) for chunk in chunks) == "Hello, this is a longer answer."
        assert any(chunk.usage_metadata for chunk in chunks)


def test_temperature_and_seed_are_sent_only_when_they_are_set() -> None:
    with OpenAIServer(every=Answer("Hello.")) as server:
        asked(settings(server.base_url))
        asked(settings(server.base_url, temperature=0.0, seed=7))
        assert "temperature" not in server.requests[0]
        assert (server.requests[1]["temperature"], server.requests[1]["seed"]) == (0.0, 7)


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (401, PrerequisiteMissing, "VERISM_API_KEY"),
        (403, PrerequisiteMissing, "may not use scripted"),
        (404, BadInput, "There is no model 'scripted'"),
        (400, BadInput, "structured_output"),
        (422, BadInput, "structured_output"),
        (405, BadInput, "with 405 .* correct VERISM_BASE_URL"),
        (402, PrerequisiteMissing, "until more is paid for"),
    ],
)
def test_an_error_after_which_no_call_succeeds_says_what_to_do(status: int, error: type[Exception], said: str) -> None:
    with OpenAIServer(every=Answer(status=status)) as server, pytest.raises(error, match=said):
        asked(settings(server.base_url, api_key="wrong"))


def test_a_dead_server_is_a_missing_prerequisite() -> None:
    with dead_port() as port, pytest.raises(PrerequisiteMissing, match=f"answers at http://127.0.0.1:{port}"):
        asked(settings(f"http://127.0.0.1:{port}/v1"))


def test_a_server_that_breaks_off_is_told_from_one_that_is_not_there() -> None:
    broken = OpenAIServer(every=Answer(body=b'{"choices": [', promised=5_000))
    with broken as server, pytest.raises(PrerequisiteMissing, match="broke off before its answer was whole"):
        asked(settings(server.base_url))


def test_an_address_that_begins_with_the_wrong_letters_is_said_to() -> None:
    with OpenAIServer() as server, pytest.raises(PrerequisiteMissing, match="is it http:// or https://"):
        asked(settings(server.base_url.replace("http:", "https:")))


@pytest.mark.parametrize("status", [413, 429, 500, 503])
def test_errors_that_may_pass_are_left_to_the_caller(status: int) -> None:
    with OpenAIServer(every=Answer(status=status)) as server, pytest.raises(Exception) as caught:
        asked(settings(server.base_url))
    assert not isinstance(caught.value, PrerequisiteMissing | BadInput)


def test_a_rate_limit_is_tried_again() -> None:
    with OpenAIServer(script=[Answer(status=429)], every=Answer("Hello.")) as server:
        assert asked(settings(server.base_url, max_retries=1)) == "Hello."
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("values", "error", "said"),
    [
        ({"model": "", "base_url": "http://127.0.0.1:1/v1"}, BadInput, "VERISM_MODEL"),
        ({"base_url": "localhost:8000"}, BadInput, "not a web address"),
        ({"provider": "azure", "api_key": "k"}, BadInput, "Azure needs the address"),
        ({"provider": "azure", "base_url": "https://a.openai.azure.com"}, PrerequisiteMissing, "Azure needs a key"),
    ],
)
def test_settings_that_can_not_work_say_what_to_set(values: dict[str, str], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        chat_model(settings(**values))


def test_azure_goes_to_its_deployment() -> None:
    chosen = settings("https://shop.openai.azure.com", provider="azure", api_key=SecretStr("k"), model="writer")
    model = chat_model(chosen)
    assert type(model).__name__ == "AzureChatOpenAI"


def test_a_key_never_shows() -> None:
    assert "hidden" not in repr(settings(api_key="hidden")) + settings(api_key="hidden").model_dump_json()


def test_unknown_settings_are_refused() -> None:
    with pytest.raises(ValidationError):
        settings(temprature=1)


def test_prices_are_per_million_tokens() -> None:
    assert Prices(input=2.0, output=8.0).of(500_000, 250_000) == pytest.approx(3.0)
