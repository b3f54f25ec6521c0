"""Lexical search in scripts that put no blanks between words."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.index import lexical
from retrieval.index.words import tokens

SAID = {
    "ja": [
        "配送が予定より三日も遅れて困りました。",
        "ブーツのサイズがいつもより小さかったです。",
        "店員さんがとても親切に説明してくれました。",
        "返品の手続きが分かりにくいです。",
        "ガイドの写真と色が違いました。",
        "値段のわりに長持ちします。",
    ],
    "zh": [
        "快递比预定晚了三天才送到。",
        "靴子的尺码比平时小一号。",
        "店员很耐心地给我解释了。",
        "退货手续太复杂了。",
        "颜色和照片上的不一样。",
        "这个价格能穿这么久很值。",
    ],
    "ko": [
        "배송이 예정보다 사흘이나 늦었어요.",
        "부츠 사이즈가 평소보다 작아요.",
        "직원분이 아주 친절하게 설명해 주셨어요.",
        "반품 절차가 너무 복잡해요.",
        "사진이랑 색상이 달랐어요.",
        "가격에 비해 오래 신어요.",
    ],
    "th": [
        "การจัดส่งช้ากว่ากำหนดสามวัน",
        "รองเท้าบูตขนาดเล็กกว่าปกติ",
        "พนักงานอธิบายอย่างใจดีมาก",
        "ขั้นตอนการคืนสินค้ายุ่งยากเกินไป",
        "สีไม่ตรงกับในรูป",
        "ใช้ได้นานคุ้มราคา",
    ],
}
ASKED = {
    "ja": ["配送の遅れ", "サイズが小さい", "親切な店員", "返品", "写真と色", "値段"],
    "zh": ["快递晚了", "尺码小", "店员", "退货", "照片颜色", "价格"],
    "ko": ["배송 늦음", "사이즈", "친절한 직원", "반품은", "색상", "가격"],
    "th": ["จัดส่งช้า", "ขนาดเล็ก", "พนักงาน", "คืนสินค้า", "สี รูป", "ราคา"],
}


@pytest.mark.parametrize("language", SAID)
def test_what_is_asked_in_a_script_without_blanks_is_found_first(language: str, tmp_path: Path) -> None:
    lexical.write(tmp_path, SAID[language])
    words = lexical.Words(tmp_path, len(SAID[language]))
    assert [int(np.argmax(words.scores(query))) for query in ASKED[language]] == list(range(6))


def test_a_voiced_letter_is_another_letter_and_a_narrow_one_is_the_same() -> None:
    assert tokens("ガス") != tokens("カス")
    assert tokens("ﾌﾞｰﾂ") == tokens("ブーツ")


def test_words_between_blanks_are_folded_as_ever_beside_them() -> None:
    assert tokens("Größen 42 ブーツ") == [*tokens("Größen 42"), "ブー", "ーツ"]
    assert tokens("The boots") == ["boot"]
