"""A home on S3: what a folder promises, kept by requests that fail, get lost and race."""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tasks.errors import InputError, SourceUnavailable
from tasks.store import s3, s3_writing
from tasks.store.home import Home, home_at
from tasks.store.parts import Footer, part_name, read_footer, read_rows, write_part
from tasks.store.publications import CURRENT, current_publication, move_current, publication_of
from tasks.store.scratch_cache import MARKER
from tests.lake_builder import DAY_1
from tests.s3_proxy import Fault, FaultyProxy, Request
from tests.s3_server import BUCKET, STRANGER_KEY, STRANGER_SECRET, S3Folder

pytestmark = pytest.mark.slow
NAME = "lake/x/part.bin"
CONTENT = bytes(range(256)) * 1_000
MEGABYTES = b"0123456789abcdef" * (12 << 16)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3, "FIRST_WAIT_SECONDS", 0.001)
    monkeypatch.setattr(s3, "ATTEMPTS", 3)


@pytest.fixture(params=["in a folder", "on S3"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Home:
    """An empty home of each kind."""
    return home_at(tmp_path / "home" if request.param == "in a folder" else request.getfixturevalue("s3_home"))


@pytest.fixture
def home(s3_home: str, s3_proxy: FaultyProxy) -> Home:  # noqa: ARG001 which the home goes through
    """An empty home on S3, reached through the proxy."""
    return home_at(s3_home)


def _once(fault: Fault, is_meant: Callable[[Request], bool] = lambda _: True) -> Callable[[Request], Fault | None]:
    """A rule by which one request that is meant goes wrong."""
    left = [fault]
    return lambda request: left.pop() if left and is_meant(request) else None


def _is_of_current(request: Request) -> bool:
    return request.path.endswith(f"/{CURRENT}")


def test_what_was_written_is_there(either: Home) -> None:
    either.write_bytes(NAME, CONTENT)
    assert either.exists(NAME)
    assert not either.exists("lake/x")
    assert either.read_bytes(NAME) == CONTENT
    assert either.size_of(NAME) == len(CONTENT)
    assert either.sha256_of(NAME) == either.sha256_of(NAME, is_reread=True) == hashlib.sha256(CONTENT).hexdigest()
    assert either.path_of(NAME).read_bytes() == CONTENT
    assert either.list_names("lake") == either.list_names("") == [NAME]
    assert either.sizes_below("lake") == {NAME: len(CONTENT)}


def test_what_is_missing_is_missing(either: Home) -> None:
    assert not either.exists(NAME)
    assert either.end_of(NAME) is None
    assert either.state_of(NAME) is None
    assert either.list_names("lake") == []
    for read in (either.read_bytes, either.size_of, either.sha256_of):
        with pytest.raises(FileNotFoundError):
            read(NAME)
    either.remove(NAME)


def test_names_begin_where_the_folder_ends(either: Home) -> None:
    for name in ("lake/a/1", "lake/a/2", "lake-old/1", "lakes"):
        either.write_bytes(name, b"x")
    assert either.list_names("lake") == ["lake/a/1", "lake/a/2"]
    either.remove("lake/a/1")
    assert either.list_names("lake") == ["lake/a/2"]


def test_a_block_that_ends_badly_leaves_nothing(either: Home) -> None:
    def fail() -> None:
        with either.creating(NAME) as temporary:
            temporary.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert either.list_names("") == []


def test_a_file_is_replaced_whole(either: Home) -> None:
    either.write_bytes(NAME, b"old")
    assert either.path_of(NAME).read_bytes() == b"old"
    with either.creating(NAME) as temporary:
        temporary.write_bytes(b"new")
        assert either.read_bytes(NAME) == b"old"
    assert either.read_bytes(NAME) == either.path_of(NAME).read_bytes() == b"new"


def test_a_file_moves_on_only_from_the_state_it_was_seen_in(either: Home) -> None:
    assert either.replace_if(NAME, b"one", None)
    assert not either.replace_if(NAME, b"other", None)
    state = either.state_of(NAME)
    assert either.replace_if(NAME, b"two", state)
    assert not either.replace_if(NAME, b"three", state)
    assert either.read_bytes(NAME) == b"two"


def test_a_copy_is_made_of_the_content_that_was_meant(either: Home) -> None:
    either.write_bytes(NAME, CONTENT)
    assert not either.copy_if(NAME, "kept/a", sha256="0" * 64)
    assert either.copy_if(NAME, "kept/a", sha256=hashlib.sha256(CONTENT).hexdigest())
    either.write_bytes(NAME, b"new")
    assert either.list_names("kept") == ["kept/a"]
    assert either.read_bytes("kept/a") == CONTENT
    assert either.sha256_of("kept/a") == hashlib.sha256(CONTENT).hexdigest()


def test_lines_of_many_writers_all_get_into_a_log(either: Home) -> None:
    threads = [threading.Thread(target=either.append_line, args=("log/a.jsonl", f"line {n}")) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(either.read_bytes("log/a.jsonl").decode().splitlines()) == [f"line {n}" for n in range(6)]


def test_a_part_is_one_request_and_its_footer_another(home: Home, s3_proxy: FaultyProxy, scratch: Path) -> None:
    name = part_name("plan", DAY_1, 0)
    row = {"group_no": 0, "dump_uri": "a", "feed": "f", "is_expected": True, "is_received": True, "bytes": 1}
    rows = [{**row, "dump_uri": f"{number:06}", "sha256": f"{number:064x}"} for number in range(20_000)]
    write_part(home, "plan", name, rows, Footer("plan", 0, "abc", inputs={f"lake/{n}": "0" * 64 for n in range(2_000)}))
    assert [one.method for one in s3_proxy.requests] == ["PUT"]
    _forget(scratch)
    s3_proxy.requests.clear()
    footer = read_footer(home, name)
    assert footer
    assert (footer.fingerprint, len(footer.inputs)) == ("abc", 2_000)
    assert {one.method for one in s3_proxy.requests} == {"GET"}
    assert all(one.range for one in s3_proxy.requests)
    assert read_rows(home, name) == rows
    s3_proxy.requests.clear()
    assert read_rows(home, name, ("dump_uri",))[1] == {"dump_uri": "000001"}
    assert [one.method for one in s3_proxy.requests] == ["HEAD"]


def test_a_large_file_goes_in_parts(home: Home, s3_proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch) -> None:
    _small_parts(monkeypatch)
    home.write_bytes("w", b"small")
    with home.creating(NAME) as temporary:
        temporary.write_bytes(MEGABYTES)
    methods = [one.method for one in s3_proxy.writes()]
    assert sorted(methods) == ["POST", "POST", "PUT", "PUT", "PUT", "PUT"]
    assert home.sha256_of(NAME) == home.sha256_of(NAME, is_reread=True) == hashlib.sha256(MEGABYTES).hexdigest()


@pytest.mark.parametrize("what", ["a part", "the end"])
def test_an_upload_in_parts_that_fails_is_taken_back(
    home: Home, s3_proxy: FaultyProxy, s3_folder: S3Folder, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    _small_parts(monkeypatch)
    posts: list[Request] = []

    def fail(request: Request) -> Fault | None:
        if request.method == "POST":
            posts.append(request)
        is_meant = request.method == "PUT" if what == "a part" else len(posts) > 1 and request.method == "POST"
        return Fault(status=503, code="SlowDown") if is_meant else None

    s3_proxy.on_write.append(fail)

    def write() -> None:
        with home.creating(NAME) as temporary:
            temporary.write_bytes(MEGABYTES)

    with pytest.raises(SourceUnavailable, match="503 SlowDown"):
        write()
    assert not home.exists(NAME)
    uploads = s3_folder.client.list_multipart_uploads(Bucket=BUCKET, Prefix=s3_folder.prefix)
    assert "Uploads" not in uploads


def test_what_has_come_up_meanwhile_stays_where_a_file_is_made_once(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for content in (b"small", MEGABYTES):
        _small_parts(monkeypatch)
        with home.creating("warehouse/a", is_once=True) as temporary:
            temporary.write_bytes(content)
            home.write_bytes("warehouse/a", b"theirs")
        assert home.read_bytes("warehouse/a") == home.path_of("warehouse/a").read_bytes() == b"theirs"
        home.remove("warehouse/a")


def test_a_busy_server_is_asked_again(home: Home, s3_proxy: FaultyProxy) -> None:
    s3_proxy.on_write.extend([_once(Fault(status=503, code="SlowDown")), _once(Fault(status=500))])
    home.write_bytes(NAME, CONTENT)
    s3_proxy.on_look_up.append(_once(Fault(status=503)))
    s3_proxy.faults.append(Fault(status=503))
    assert home.path_of(NAME).read_bytes() == CONTENT
    assert len(s3_proxy.writes()) == 3


def test_a_server_that_stalls_is_asked_again(
    s3_home: str, s3_proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(s3, "READ_SECONDS", 1)
    home, stall = home_at(s3_home), Fault(beforehand=lambda: time.sleep(2.5))
    s3_proxy.on_write.append(_once(stall))
    home.write_bytes(NAME, CONTENT)
    s3_proxy.on_look_up.append(_once(stall))
    s3_proxy.faults.append(stall)
    assert home.path_of(NAME).read_bytes() == home.read_bytes(NAME) == CONTENT
    assert [one.method for one in s3_proxy.requests] == ["PUT", "PUT", "HEAD", "HEAD", "GET", "GET", "GET"]


@pytest.mark.parametrize(("status", "code"), [(503, "SlowDown"), (500, "InternalError"), (429, "")])
def test_a_server_that_stays_busy_is_left_for_later(home: Home, s3_proxy: FaultyProxy, status: int, code: str) -> None:
    s3_proxy.on_write.append(lambda _: Fault(status=status, code=code))
    with pytest.raises(SourceUnavailable, match=rf"{NAME}: the server answered {status} .*later") as raised:
        home.write_bytes(NAME, CONTENT)
    assert raised.value.exit_code == 3
    assert len(s3_proxy.writes()) == 3


def test_a_server_that_is_not_there_is_left_for_later(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    for ask in (home_at(str(home.root)).read_bytes, home_at(str(home.root)).exists):
        with pytest.raises(SourceUnavailable, match=r"cannot be reached .*Run again later"):
            ask(CURRENT)


@pytest.mark.parametrize("ask", ["read", "look up", "write", "conditional write"])
def test_expired_credentials_are_for_the_operator(home: Home, s3_proxy: FaultyProxy, ask: str) -> None:
    """Where the answer to HEAD has no body, the next question tells why."""
    fault = Fault(status=400, code="ExpiredToken")
    s3_proxy.always.append(fault)
    s3_proxy.on_list.append(lambda _: fault)
    s3_proxy.on_look_up.append(lambda _: fault)
    s3_proxy.on_write.append(lambda _: fault)
    asks: dict[str, Callable[[], object]] = {
        "read": lambda: home.read_bytes(NAME),
        "look up": lambda: home.exists(NAME),
        "write": lambda: home.write_bytes(NAME, b""),
        "conditional write": lambda: home.replace_if(NAME, b"", None),
    }
    with pytest.raises(InputError, match=r"session token has expired. Renew the credentials") as raised:
        asks[ask]()
    assert raised.value.exit_code == 1


def test_who_may_not_read_is_told_which_rights_it_takes(s3_home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", STRANGER_KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", STRANGER_SECRET)
    home = home_at(s3_home)
    for ask in (home.exists, home.read_bytes):
        with pytest.raises(InputError, match=r"access denied.*s3:PutObject") as raised:
            ask(CURRENT)
        assert STRANGER_SECRET not in str(raised.value)


def test_a_bucket_that_is_not_there_is_told_at_the_first_write(home: Home, s3_proxy: FaultyProxy) -> None:
    s3_proxy.on_write.append(lambda _: Fault(status=404, code="NoSuchBucket"))
    for write in (lambda: home.write_bytes(NAME, b""), lambda: home.replace_if(NAME, b"", None)):
        with pytest.raises(InputError, match="no such bucket"):
            write()


@pytest.mark.parametrize("address", ["s3://", "s3://key:secret@bucket/h", "s3://*/h"])
def test_an_address_that_is_none_is_told_without_repeating_it(address: str) -> None:
    with pytest.raises(InputError, match=r"^home: ") as raised:
        home_at(address)
    assert "secret" not in str(raised.value)


def test_content_that_breaks_off_is_read_to_its_end(home: Home, s3_proxy: FaultyProxy, scratch: Path) -> None:
    home.write_bytes(NAME, CONTENT)
    s3_proxy.faults.extend([Fault(cut_after_bytes=1_000)] * 2)
    assert home.read_bytes(NAME) == CONTENT
    s3_proxy.faults.extend([Fault(cut_after_bytes=100_000), Fault(cut_after_bytes=0)])
    home.remove(NAME)
    with home.creating(NAME) as temporary:
        temporary.write_bytes(CONTENT + b"!")
    _forget(scratch)
    assert home.path_of(NAME).read_bytes() == CONTENT + b"!"
    s3_proxy.always.append(Fault(cut_after_bytes=100))
    with pytest.raises(SourceUnavailable, match="connection broke"):
        home.read_bytes(NAME)


def test_content_that_is_not_what_was_written_is_refused(home: Home, s3_folder: S3Folder, scratch: Path) -> None:
    home.write_bytes(NAME, CONTENT)
    stated = {"sha256": hashlib.sha256(CONTENT).hexdigest()}
    s3_folder.client.put_object(
        Bucket=BUCKET, Key=f"{s3_folder.prefix}/home/{NAME}", Body=b"rotten" + CONTENT[6:], Metadata=stated
    )
    _forget(scratch)
    with pytest.raises(SourceUnavailable, match="another sha256 than it was written with"):
        home.path_of(NAME)
    assert _copies(scratch) == []


def test_a_file_that_another_tool_put_there_is_read(home: Home, s3_folder: S3Folder) -> None:
    s3_folder.put(f"home/{NAME}", CONTENT)
    assert home.sha256_of(NAME) == hashlib.sha256(CONTENT).hexdigest()
    assert home.path_of(NAME).read_bytes() == CONTENT
    assert home.copy_if(NAME, "kept/a", sha256=hashlib.sha256(CONTENT).hexdigest())
    s3_folder.put(f"home/{NAME}", b"another")
    assert home.path_of(NAME).read_bytes() == b"another"


def test_an_answer_that_got_lost_does_not_make_a_publication_fail(home: Home, s3_proxy: FaultyProxy) -> None:
    """The client asks again and is refused because of itself."""
    publication = publication_of("0" * 12)
    s3_proxy.on_write.append(_once(Fault(is_lost=True), _is_of_current))
    assert move_current(home, publication, None)
    assert [one.if_none_match for one in s3_proxy.writes() if _is_of_current(one)] == ["*", "*"]
    assert current_publication(home) == publication
    s3_proxy.on_write.append(_once(Fault(is_lost=True), lambda request: request.path.endswith("/log/a")))
    home.append_line("log/a", "one")
    assert home.read_bytes("log/a") == b"one\n"


@pytest.mark.parametrize("status", [409, 412])
def test_current_never_moves_over_what_somebody_else_published(
    home: Home, s3_proxy: FaultyProxy, s3_home: str, status: int
) -> None:
    mine, theirs, last = (publication_of(digit * 12) for digit in "abc")
    assert move_current(home, mine, None)
    state = home.state_of(CURRENT)
    if status == 409:
        s3_proxy.on_write.append(_once(Fault(status=409, code="ConditionalRequestConflict"), _is_of_current))
    else:
        assert move_current(home_at(s3_home), theirs, state)
    assert not move_current(home, last, state)
    assert current_publication(home) == (mine if status == 409 else theirs)
    conditions = [(one.if_match, one.if_none_match) for one in s3_proxy.writes() if _is_of_current(one)]
    assert all(any(pair) for pair in conditions)


def test_a_server_that_does_not_heed_conditions_gets_no_publication(home: Home, s3_proxy: FaultyProxy) -> None:
    s3_proxy.on_write.append(lambda request: Fault(status=200) if request.if_none_match or request.if_match else None)
    with pytest.raises(InputError, match=r"writes whatever If-None-Match and If-Match say.*Nothing was published"):
        move_current(home, publication_of("0" * 12), None)
    assert current_publication(home) is None


def test_copies_are_shared_and_go_when_nobody_has_used_them_for_a_day(home: Home, s3_home: str, scratch: Path) -> None:
    home.write_bytes(NAME, CONTENT)
    folder = home.path_of(NAME).parent
    assert folder.parent == scratch
    assert folder.stat().st_mode & 0o777 == 0o700
    idle = folder / "idle"
    idle.touch()
    os.utime(idle, (time.time() - 90_000,) * 2)
    assert home_at(s3_home).path_of(NAME) == home.path_of(NAME)
    assert idle.exists()
    os.utime(folder / MARKER, (time.time() - 4_000,) * 2)
    assert home_at(s3_home).path_of(NAME) == home.path_of(NAME)
    assert _copies(scratch) == [home.path_of(NAME)]


def test_a_folder_of_copies_that_others_can_write_to_is_not_used(home: Home, scratch: Path) -> None:
    home.write_bytes(NAME, CONTENT)
    folder = scratch / f"daybook-cache-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(InputError, match=r"others cannot write to. Set TMPDIR"):
        home.path_of(NAME)


def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(s3_writing, "SINGLE_PUT_BYTES", 1 << 20)
    monkeypatch.setattr(s3_writing, "PART_BYTES", 5 << 20)


def _copies(scratch: Path) -> list[Path]:
    return [path for path in scratch.glob("daybook-cache-*/*") if path.name != MARKER]


def _forget(scratch: Path) -> None:
    for copy in _copies(scratch):
        copy.unlink()
