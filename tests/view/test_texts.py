"""Every word that the page says of itself stands in one table."""

import json
import re
from pathlib import Path

import pytest

import citegraph.view
from citegraph.view.page import SCRIPTS, page_texts

FOLDER = Path(citegraph.view.__file__).parent
MODULES = {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / "js").glob("*.js")}
PAGE = (FOLDER / "page.html").read_text(encoding="utf-8")
KEYS = {
    f"{section}.{name}" for section, texts in page_texts("en").items() if section != "language" for name in texts
}  # fmt: skip


def strings(module):
    """The quoted texts of a module, comments left out, and in a template each part between its blanks."""
    code = re.sub(r"/\*.*?\*/|(?<=[\s;{}(,])//[^\n]*|^//[^\n]*", "", module, flags=re.DOTALL | re.MULTILINE)
    code = re.sub(r"^import [^;]*;", "", code, flags=re.MULTILINE)
    for quoted in re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`', code):
        yield from re.split(r"\$\{[^}]*\}", quoted[0] or quoted[1])


def used():
    """The keys that modules and page ask for; `…` stands for a part that is only known later."""
    asked = set(re.findall(r"\btexts\.(\w+\.\w+)", PAGE))
    for module in MODULES.values():
        asked |= set(re.findall(r"""["`](\w+\.[\w${}.()]*?)["`]""", module))
    return {re.sub(r"\$\{[^}]*\}", "…", key) for key in asked}


def test_every_text_that_is_asked_for_exists():
    for module in MODULES.values():
        for key in re.findall(r'\bsay\(\s*"([\w.]+)"', module):
            assert key in KEYS
    assert set(re.findall(r"\btexts\.(\w+\.\w+)", PAGE)) - KEYS == set()


def test_every_text_is_asked_for():
    patterns = [re.compile(re.escape(key).replace("…", r"\w*")) for key in used()]

    assert sorted(key for key in KEYS if not any(pattern.fullmatch(key) for pattern in patterns)) == []


# A file's own name for what it is, and words that a citation key leaves out.
NOT_SHOWN = {"citegraph reading list", "a an and at by das der des die el for from in la le les of on the to with"}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_module_holds_no_sentence_of_its_own(name):
    # Two words in a row, the first with a capital, or one that ends like a sentence.
    sentence = re.compile(r"^[A-Z][a-z]+ [a-z]+|[a-z]{2,} [a-z]{2,}[^.#\w-]* [a-z]{2,}|[a-z]{2,}[.!?]$")
    allowed = re.compile(r"^[\w-]+\.$|[.#\[>:]\w|^\s*\w+=|^(?:[a-z-]+ ){0,3}\w+px|^M?[\d. a-zA-Z-]*\d")

    assert [
        text
        for text in strings(MODULES[name])
        if text.strip() not in NOT_SHOWN and sentence.search(text) and not allowed.search(text)
    ] == []


@pytest.mark.parametrize("name", sorted(path.stem for path in (FOLDER / "texts").glob("*.json")))
def test_blanks_and_plurals_are_the_same_in_every_language(name):
    def blanks(text):
        return {form: set(re.findall(r"\{(\w+)\}", said)) for form, said in text.items()} if isinstance(text, dict) else set(re.findall(r"\{(\w+)\}", text))

    for section, texts in page_texts("en").items():
        for key, text in texts.items() if isinstance(texts, dict) else ():
            other = page_texts(name)[section][key]
            assert isinstance(other, dict) == isinstance(text, dict), key
            if isinstance(text, dict):
                assert "other" in other and set.union(*blanks(other).values()) == set.union(*blanks(text).values()), key
            else:
                assert blanks(other) == blanks(text), key


def test_the_page_holds_no_words_of_its_own():
    shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<script.*?</script>|<style.*?</style>|<kbd[^>]*>.*?</kbd>", "", PAGE, flags=re.DOTALL)
    texts = [text.strip() for text in re.findall(r">([^<>]+)<", shown)]
    labels = re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]+)"', shown)

    assert [text for text in texts + labels if re.search(r"[A-Za-z]{2,}", text)] == []


def test_the_table_is_plain_json():
    assert json.loads((FOLDER / "texts" / "en.json").read_text(encoding="utf-8"))["language"] == "en"
