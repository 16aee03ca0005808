"""Settings: file, then environment, then flags; what is wrong is named with where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tasks.config import SETTINGS_FILE, Settings, load_settings
from tasks.errors import InputError
from tasks.feeds import Feed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without settings."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(folder: Path, text: str) -> None:
    (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")


def test_without_anything_the_defaults_hold(folder: Path) -> None:
    settings = load_settings()
    assert settings == Settings()
    assert (settings.home, settings.source, settings.model) == (Path("daybook-home"), None, "en_core_web_md")
    assert list(folder.iterdir()) == []


def test_each_layer_overrides_the_one_before(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(folder, 'home = "file"\nworkers = 1\nshard_records = 10\n')
    monkeypatch.setenv("DAYBOOK_HOME", "variable")
    monkeypatch.setenv("DAYBOOK_WORKERS", "2")
    settings = load_settings({"home": "flag"})
    assert (settings.home, settings.workers, settings.shard_records) == (Path("flag"), 2, 10)


def test_a_flag_not_given_overrides_nothing(folder: Path) -> None:
    _write(folder, "workers = 3\n")
    assert load_settings({"workers": None, "model": None}).workers == 3


def test_the_file_of_another_folder_can_be_read(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    _write(other, "workers = 4\n")
    assert load_settings().workers == 0
    assert load_settings(folder=other).workers == 4


def test_a_tilde_is_the_users_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert load_settings({"home": "~/news"}).home == folder / "news"


@pytest.mark.parametrize(
    ("key", "nearest"), [("sorce", "source"), ("worker", "workers"), ("max_rejects_share", "max_reject_share")]
)
def test_an_unknown_key_names_the_nearest_one_and_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, key: str, nearest: str
) -> None:
    _write(folder, f'{key} = "x"\n')
    with pytest.raises(InputError, match=rf"{SETTINGS_FILE}: unknown setting '{key}'.* '{nearest}'"):
        load_settings()
    (folder / SETTINGS_FILE).unlink()
    monkeypatch.setenv(f"DAYBOOK_{key.upper()}", "x")
    with pytest.raises(InputError, match=rf"environment: unknown setting '{key}'.* '{nearest}'"):
        load_settings()


def test_variables_of_other_programs_are_none_of_its_business(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYBOOKS", "x")
    monkeypatch.setenv("HOME_OF_DAYBOOK_X", "x")
    assert load_settings().home == Path("daybook-home")
    assert folder.is_dir()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("workers", "many"),
        ("workers", "-1"),
        ("workers", "9999"),
        ("shard_records", "0"),
        ("max_reject_share", "1.5"),
        ("max_record_bytes", "10"),
        ("model", ""),
    ],
)
def test_a_value_that_does_not_fit_names_key_value_and_origin(
    folder: Path, monkeypatch: pytest.MonkeyPatch, key: str, value: str
) -> None:
    monkeypatch.setenv(f"DAYBOOK_{key.upper()}", value)
    with pytest.raises(InputError) as raised:
        load_settings()
    assert str(raised.value).startswith(f"environment: {key} = {value!r}: ")
    monkeypatch.delenv(f"DAYBOOK_{key.upper()}")
    _write(folder, f"{key} = {value!r}\n")
    with pytest.raises(InputError, match=f"{SETTINGS_FILE}: {key} = "):
        load_settings()
    with pytest.raises(InputError, match=f"command line: {key} = "):
        load_settings({key: value})


def test_every_wrong_value_is_told_at_once(folder: Path) -> None:
    _write(folder, 'workers = "many"\nmax_reject_share = 2\n')
    with pytest.raises(InputError) as raised:
        load_settings()
    assert len(str(raised.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["home = \n", "= 3", "[", 'home = "a"\nhome = "b"'])
def test_a_file_that_is_not_toml_is_named(folder: Path, text: str) -> None:
    _write(folder, text)
    with pytest.raises(InputError, match=f"{SETTINGS_FILE}: not valid TOML"):
        load_settings()


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / SETTINGS_FILE).write_bytes(b'home = "caf\xe9"\n')
    with pytest.raises(InputError, match="not valid TOML"):
        load_settings()


def test_a_table_in_the_file_is_an_unknown_key(folder: Path) -> None:
    _write(folder, '[daybook]\nhome = "x"\n')
    with pytest.raises(InputError, match="unknown setting 'daybook'"):
        load_settings()


def test_settings_cannot_be_changed_on_the_way() -> None:
    settings: Any = Settings()
    with pytest.raises(ValueError, match="frozen"):
        settings.workers = 3


def test_nought_workers_is_one_per_core() -> None:
    assert Settings(workers=0).worker_count >= 1
    assert Settings(workers=3).worker_count == 3


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_setting_and_every_key_of_a_feed_is_in_the_docs() -> None:
    docs = Path(__file__).resolve().parent.parent / "docs"
    settings, feeds = ((docs / name).read_text(encoding="utf-8") for name in ("settings.md", "feeds.md"))
    assert [key for key in Settings.model_fields if f"| `{key}` | `DAYBOOK_{key.upper()}`" not in settings] == []
    assert [key for key in Feed.model_fields if f"`{key}`" not in feeds] == []


def test_the_feeds_of_the_docs_can_be_read(folder: Path) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "feeds.md").read_text(encoding="utf-8")
    _write(folder, page.split("```toml\n")[1].split("```")[0])
    assert list(load_settings().feeds) == ["reuters", "gazette"]
