"""Languages told apart in many texts at once."""

import pytest
from py3langid import langid

from retrieval.languages import CANDIDATES, languages_of
from retrieval.languages.identifying import Identifier

_SAID = (
    "The seam between the legs split after three months of work.",
    "Das Kleid passt überhaupt nicht, ich habe es zurückgeschickt.",
    "La tela es muy suave pero la talla no es la que esperaba.",
    "Ça va très bien, la robe est belle et la livraison rapide.",
    "La camicia è bellissima, ma il prezzo è troppo alto per me.",
    "De broek zit goed, maar de levering duurde veel te lang.",
    "O vestido é lindo, mas demorou muito tempo para chegar.",
    "Spodnie są wygodne, ale dostawa trwała bardzo długo.",
    "THE DRESS IS LOVELY AND IT FITS ME WELL, I WOULD BUY IT AGAIN",
    "nai\u0308ve and cafe\u0301, with signs that are composed first",
    "1234567890 1234567890 1234567890",
    "",
)


def test_texts_read_together_are_told_apart_as_each_by_itself() -> None:
    alone = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    alone.set_languages(list(CANDIDATES))
    together = Identifier(CANDIDATES).identify(_SAID * 400)
    assert together[: len(_SAID)] * 400 == together
    for text, (code, probability) in zip(_SAID, together, strict=False):
        assert (code, pytest.approx(probability, abs=1e-4)) == alone.classify(text)


def test_a_declared_language_a_script_and_a_majority_decide_in_this_order() -> None:
    texts = [*_SAID[:2], "夏の服はとても良いです", "Schön.", "ok"]
    assert languages_of(texts, declared=["", "", "", "en-GB", ""]) == ["en", "de", "ja", "en", "en"]
    assert languages_of([]) == []
