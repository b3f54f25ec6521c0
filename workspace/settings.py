"""Settings of a workspace: `verism.toml` in its folder, overridden by `VERISM_*` variables."""

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from personas.errors import BadInput
from personas.languages import NarrativeLanguage

FILE = "verism.toml"
_COOKIE_SECRET = 32
_NOT_SETTINGS = {"VERISM_WORKSPACE", "VERISM_ACTOR"}


class Cleaning(BaseModel):
    """Which cleaning rules leave out what they find in files to come (`personas.cleaning.RULES` says what that is)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nil: bool = True
    exact_copy: bool = True
    near_copy: bool = True
    many_authors: bool = True
    link_only: bool = True
    promotion: bool = True
    burst: bool = False
    """Off: a day with far more reviews than usual may be a campaign of the company's own."""
    boilerplate: bool = True
    too_fast: bool = True
    straight_line: bool = True


class Settings(BaseSettings):
    """Everything that may be set; an unknown key is refused, a secret never printed."""

    model_config = SettingsConfigDict(env_prefix="VERISM_", extra="forbid", frozen=True)

    provider: Literal["openai", "azure"] = "openai"
    base_url: str | None = None
    """Address of an OpenAI-compatible server, for example `http://127.0.0.1:8091/v1`."""
    api_key: SecretStr | None = None
    model: str | None = None
    """Name of the chat model at that server."""
    structured_output: Literal["json_schema", "tools", "json_object"] = "json_schema"
    timeout: float = Field(default=120.0, gt=0)
    """Seconds that one call to a model may take."""
    max_retries: int = Field(default=2, ge=0)
    max_output_tokens: int = Field(default=2_000, ge=1)
    max_concurrency: int = Field(default=4, ge=1)
    backup_writer: Literal["extractive", "none"] = "extractive"
    """Who composes a part of which nothing that the model wrote stands; what failed stays visible all the same."""
    tokens_per_draft: int | None = Field(default=None, ge=1)
    """Tokens, read and written, that one draft may take; what is left unwritten then is named as unknown."""
    calls_per_answer: int = Field(default=6, ge=1)
    """Calls to a model that one answer of the chat may take."""
    tokens_per_answer: int | None = Field(default=None, ge=1)
    """Tokens, read and written, after which a model is called no more for one answer of the chat."""
    narrative_language: NarrativeLanguage = "English"
    """What a model writes a persona's narrative in; quotations keep their own language, all else is English."""
    temperature: float = Field(default=0.2, ge=0, le=2)
    input_price: float = Field(default=0.0, ge=0)
    """US dollars a million input tokens."""
    output_price: float = Field(default=0.0, ge=0)
    judge_model: str | None = None
    """Name of the chat model that judges claims; never the one that wrote them."""
    judge_base_url: str | None = None
    """Its server; by default that of `base_url`."""
    judge_api_key: SecretStr | None = None
    judge_nli: str | None = None
    """A local model of inference that judges in its place, as `package.module:Class`."""
    embedding: Literal["static", "minilm", "openai"] = "static"
    """What turns words into vectors: a table in its own package, a model on this machine, or a server's."""
    embedding_folder: Path | None = None
    """Where MiniLM's `model.onnx` and `tokenizer.json` are; by default where Chroma keeps them."""
    embedding_model: str | None = None
    """Name of the embedding model at its server."""
    embedding_base_url: str | None = None
    """Address of a server with OpenAI's `embeddings` interface; by default the chat model's."""
    embedding_api_key: SecretStr | None = None
    dense_weight: float | None = Field(default=None, ge=0, le=1)
    """Share of the vectors beside the words in a search's score; by default what was measured for the embedder."""
    chroma_url: str | None = Field(default=None, pattern="^https?://")
    """Address of a Chroma server for the vectors; by default they stand in the workspace."""
    library_url: str | None = None
    """SQLAlchemy URL of the library; by default the SQLite file `verism.db` in the workspace."""
    checkpoint_url: str | None = None
    """PostgreSQL URL where a draft under way is kept; by default the SQLite file `drafting.db` in the workspace."""
    activity_days: int | None = Field(default=None, ge=1)
    """Days since the last order within which a customer is active; by default from the customers' own rhythm."""
    secret_key: SecretStr | None = None
    """What pseudonyms and the list of erased people are keyed with; by default a file of its own, `verism.key`."""
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    """Three letters (ISO 4217) of what amounts are in whose ledger names none."""
    warehouse: str | None = None
    """Where tables stay that are not ingested: a folder of CSV or Parquet, a DuckDB file or a postgresql:// URL."""
    engine: Literal["duckdb", "spark"] = "duckdb"
    """What computes the order table and the customer table; Spark needs the extra `spark` and Java 17."""
    value_tiers: tuple[float, float, float] | None = None
    """Where value tiers end, as rising shares of the customers from the least revenue up; by default quarters."""
    review_months: int = Field(default=6, ge=1)
    """Months after which a published persona is to be looked at again."""
    cleaning: Cleaning = Cleaning()
    """The rules that leave out nil answers, copies, bots, boilerplate and careless answers: a table `[cleaning]`."""
    sign_in: Literal["none", "local", "oidc"] = "none"
    """Who may open the pages: nobody, whoever sits at this machine under a name they give, or a provider's people."""
    oidc_metadata_url: str | None = None
    """Address of the provider's `.well-known/openid-configuration`."""
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    cookie_secret: SecretStr | None = None
    """At least 32 random characters that sign the cookie of whoever signed in."""
    pages_url: str | None = None
    """Where browsers find the pages, for example `https://personas.example.com`; sign-in leads back there."""

    @property
    def has_model(self) -> bool:
        """Whether a language model is set: a model's name, with a server or a key."""
        return self.model is not None and (self.base_url is not None or self.api_key is not None)

    @model_validator(mode="after")
    def _sign_in_is_complete(self) -> "Settings":
        needed = ("oidc_metadata_url", "oidc_client_id", "oidc_client_secret", "cookie_secret", "pages_url")
        missing = [name for name in needed if getattr(self, name) is None]
        if self.sign_in == "oidc" and missing:
            raise ValueError(f'sign_in = "oidc" needs {", ".join(missing)} too')
        if self.cookie_secret is not None and len(self.cookie_secret.get_secret_value()) < _COOKIE_SECRET:
            raise ValueError(f"cookie_secret needs at least {_COOKIE_SECRET} characters")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Variables before the file, whose values come in as arguments."""
        return env_settings, init_settings


def load_settings(folder: Path) -> Settings:
    """The settings of a workspace. Raises BadInput naming what is wrong and where."""
    _refuse_unknown_variables()
    try:
        settings = Settings(**_read(folder / FILE))
    except ValidationError as error:
        problems = "; ".join(": ".join(filter(None, (".".join(map(str, e["loc"])), e["msg"]))) for e in error.errors())
        raise BadInput(f"Settings in {folder / FILE} or VERISM_* variables: {problems}.") from error
    return _with_openai_fallback(settings)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{path} is not valid TOML: {error}.") from error


def _refuse_unknown_variables() -> None:
    known = {f"VERISM_{name.upper()}" for name in Settings.model_fields} | _NOT_SETTINGS
    unknown = sorted(name for name in os.environ if name.startswith("VERISM_") and name not in known)
    if unknown:
        raise BadInput(f"Unknown variable {', '.join(unknown)}. Known: {', '.join(sorted(known))}.")


def _with_openai_fallback(settings: Settings) -> Settings:
    """Take `OPENAI_BASE_URL` and `OPENAI_API_KEY` where Verism's own are not set."""
    fallback: dict[str, Any] = {}
    if settings.base_url is None and os.environ.get("OPENAI_BASE_URL"):
        fallback["base_url"] = os.environ["OPENAI_BASE_URL"]
    if settings.api_key is None and os.environ.get("OPENAI_API_KEY"):
        fallback["api_key"] = SecretStr(os.environ["OPENAI_API_KEY"])
    return settings.model_copy(update=fallback)
