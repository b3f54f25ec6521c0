"""Settings of a chat model: address, name, output mode, prices."""

from typing import Annotated, Literal

from pydantic import Field, SecretStr

from personas.base import Record

Provider = Literal["openai", "azure"]
Output = Literal["json_schema", "tools", "json_object"]
"""How the model is made to answer with data: a strict schema, a forced tool call, or plain JSON that is validated."""


class Prices(Record):
    """US dollars for a million tokens."""

    input: Annotated[float, Field(ge=0)] = 0.0
    output: Annotated[float, Field(ge=0)] = 0.0

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars for so many tokens."""
        return (input_tokens * self.input + output_tokens * self.output) / 1_000_000


class ModelSettings(Record):
    """A chat model. With neither a key nor an address there is none, and the extractive writer writes."""

    provider: Provider = "openai"
    """`openai` is OpenAI and every compatible server (vLLM, Ollama, llama.cpp); `azure` is Azure OpenAI."""
    base_url: str = ""
    """The server's address, with `/v1` where it has one; empty for OpenAI itself."""
    api_key: SecretStr = SecretStr("")
    model: str = ""
    """The model's name; on Azure the name of the deployment."""
    api_version: str = "2024-10-21"
    """Azure only."""
    timeout: Annotated[float, Field(gt=0)] = 60.0
    """Seconds for one answer."""
    max_retries: Annotated[int, Field(ge=0, le=10)] = 2
    """How often a call is tried again after a time-out, a rate limit or a server's error."""
    max_output_tokens: Annotated[int, Field(gt=0)] = 2_000
    structured_output: Output = "json_schema"
    prices: Prices = Prices()
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    """None leaves it to the server: some models refuse any other value."""
    seed: int | None = None
    use_responses_api: bool = False
    """OpenAI's newer interface, which many compatible servers lack."""

    @property
    def configured(self) -> bool:
        """Whether a model was asked for at all."""
        return bool(self.base_url or self.api_key.get_secret_value())

    @property
    def place(self) -> str:
        """Where the model is, for a person to read."""
        return self.base_url or "the OpenAI service"
