"""The embedder that the settings name."""

from pydantic import SecretStr

from personas.errors import BadInput
from retrieval.embeddings import CompatibleEmbedder, Embedder, MiniLMEmbedder, StaticEmbedder
from workspace.settings import Settings


def embedder_of(settings: Settings) -> Embedder:
    """What turns words into vectors.

    Raises PrerequisiteMissing when MiniLM is asked for and is not there, BadInput when a server's model has no name.
    """
    match settings.embedding:
        case "static":
            return StaticEmbedder()
        case "minilm":
            return MiniLMEmbedder(settings.embedding_folder)
    if not settings.embedding_model:
        raise BadInput('embedding = "openai" needs the model\'s name: set VERISM_EMBEDDING_MODEL.')
    return CompatibleEmbedder(
        settings.embedding_model,
        base_url=settings.embedding_base_url or settings.base_url,
        key=_key(settings),
        timeout=settings.timeout,
        retries=settings.max_retries,
        calls=settings.max_concurrency,
    )


def _key(settings: Settings) -> str:
    """The key for the embedding server; the chat model's goes to no other address than its own."""
    shared = settings.api_key if settings.embedding_base_url is None else None
    key: SecretStr | None = settings.embedding_api_key or shared
    return key.get_secret_value() if key else ""
