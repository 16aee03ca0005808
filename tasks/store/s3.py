"""A bucket on S3 to list and to read from; with s3_errors and s3_writing the only code that knows boto3."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import boto3.session
import urllib3.exceptions
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError

from tasks.errors import InputError, SourceUnavailable
from tasks.store.dumps import changed
from tasks.store.s3_address import SCHEME
from tasks.store.s3_errors import speaking_of, status_of

BLOCK_BYTES = 1 << 20
PAGE_KEYS = 1_000
CONNECTIONS = 8
CONNECT_SECONDS = 10
READ_SECONDS = 60
# Attempts at one request, of which botocore takes care; between them it waits up to 1, 2, 4 ... seconds.
ATTEMPTS = 5
# How often a body that breaks off is taken up again without having come on by PROGRESS_BYTES, and the first wait.
RESUMPTIONS = 5
PROGRESS_BYTES = 1 << 20
FIRST_WAIT_SECONDS = 0.2
# Name of the metadata field in which an object states the sha256 of its content, hex.
SHA256_FIELD = "sha256"
# What reading a body raises when the connection breaks or stalls; of urllib3, what botocore lets through.
_BREAKS = (HTTPClientError, IncompleteReadError, urllib3.exceptions.HTTPError, OSError)


class S3Object(NamedTuple):
    """An object as it was listed: `etag` with its quotes, `modified_at` in UTC.

    `sha256` is what was stated when it was written; None where nothing was, and in lists.
    """

    key: str
    etag: str
    size_bytes: int
    modified_at: datetime
    sha256: str | None = None


class S3Access(NamedTuple):
    """How another client reads an object: its address, where the server is, and keys. Not for messages or logs."""

    address: str
    endpoint: str
    is_encrypted: bool
    is_path_style: bool
    region: str
    key_id: str
    secret: str
    session_token: str


class S3Bucket:
    """A bucket with a client of its own, which threads may share and processes may not.

    Endpoint, region and credentials come from the AWS chain: AWS_* variables, profiles, roles.
    """

    def __init__(self, name: str) -> None:
        """InputError where the settings for AWS cannot be used; nothing is sent yet."""
        self.name = name
        self.heeds_conditions = False
        """Whether it was tried out that the server refuses to write where a condition does not hold."""
        try:
            with speaking_of(f"{SCHEME}{name}"):
                self._session = boto3.session.Session()
                self.client = _new_client(self._session)
        except ValueError:
            raise InputError(f"{SCHEME}{name}: AWS_ENDPOINT_URL is no address. Write https://host:port.") from None

    @property
    def endpoint(self) -> str:
        """Host and port of the server, without a password."""
        parts = urlsplit(self.client.meta.endpoint_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    def address_of(self, key: str) -> str:
        """`s3://bucket/key` for messages; what cannot be printed is escaped."""
        shown = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in key)
        return f"{SCHEME}{self.name}/{shown}"

    def list_objects(self, prefix: str, *, is_flat: bool = True) -> Iterator[S3Object]:
        """Objects whose keys begin so, by key; without those behind a further slash where not `is_flat`.

        Keys that end with a slash are the folders that some tools make, and are passed over.
        """
        for page in self._pages(prefix, is_flat=is_flat):
            for found in page.get("Contents", ()):
                if not found["Key"].endswith("/"):
                    yield S3Object(found["Key"], found["ETag"], found["Size"], found["LastModified"].astimezone(UTC))

    def list_folders(self, prefix: str) -> Iterator[str]:
        """Beginnings of keys, up to and with the next slash after the prefix."""
        for page in self._pages(prefix, is_flat=False):
            yield from (found["Prefix"] for found in page.get("CommonPrefixes", ()))

    def find_object(self, key: str) -> S3Object:
        """The object as it is now; SourceUnavailable where it has gone."""
        found = self.look_up(key)
        if found is None:
            raise changed(self.address_of(key))
        return found

    def look_up(self, key: str) -> S3Object | None:
        """The object as it is now; None where there is none."""
        with speaking_of(self.address_of(key)):
            try:
                found = self.client.head_object(Bucket=self.name, Key=key)
            except ClientError as error:
                if status_of(error) == 404:
                    return None
                if status_of(error) in (400, 401, 403):
                    # Such an answer to HEAD has no body that says why: to this question it has one.
                    self.client.list_objects_v2(Bucket=self.name, Prefix=key, MaxKeys=1)
                raise
        sha256 = found.get("Metadata", {}).get(SHA256_FIELD)
        return S3Object(key, found["ETag"], found["ContentLength"], found["LastModified"].astimezone(UTC), sha256)

    def read_whole(self, key: str) -> tuple[bytes, str] | None:
        """Content and ETag of a small object, of one state of it; None where there is none."""
        return self._read_at_once(key, {})

    def read_end(self, key: str, length: int) -> bytes | None:
        """The last bytes of an object, all of it where it has fewer; None where there is none or it is empty."""
        found = self._read_at_once(key, {"Range": f"bytes=-{length}"})
        return found[0] if found else None

    def access_to(self, key: str) -> S3Access:
        """How another client reads an object, with the keys of this one as they are now."""
        with speaking_of(self.address_of(key)):
            signed = urlsplit(self.client.generate_presigned_url("get_object", {"Bucket": self.name, "Key": key}))
            keys = self._session.get_credentials().get_frozen_credentials()
        is_path_style = not signed.netloc.startswith(f"{self.name}.")
        return S3Access(
            address=f"{SCHEME}{self.name}/{key}",
            endpoint=signed.netloc if is_path_style else signed.netloc.removeprefix(f"{self.name}."),
            is_encrypted=signed.scheme == "https",
            is_path_style=is_path_style,
            region=self.client.meta.region_name or "us-east-1",
            key_id=keys.access_key,
            secret=keys.secret_key,
            session_token=keys.token or "",
        )

    def read_object(self, key: str, *, size_bytes: int, etag: str | None = None) -> Iterator[bytes]:
        """The content in blocks. A connection that breaks is made anew and goes on where it was.

        All of it is of one state of the object, that of `etag` where given: SourceUnavailable where the object is
        replaced meanwhile or has another size, and where the server stays away.
        """
        position = taken_up_at = failures = 0
        while True:
            body, etag = self._open(key, position, size_bytes, etag)
            try:
                while block := body.read(BLOCK_BYTES):
                    position += len(block)
                    yield block
                if position == size_bytes:
                    return
            except _BREAKS:
                pass
            finally:
                body.close()
            failures = 1 if position - taken_up_at >= PROGRESS_BYTES else failures + 1
            if failures > RESUMPTIONS:
                raise SourceUnavailable(
                    f"{self.address_of(key)}: the connection broke {failures} times at byte {position:,} "
                    f"of {size_bytes:,}. Run again later."
                )
            taken_up_at = position
            wait_after(failures)

    def _read_at_once(self, key: str, conditions: dict[str, str]) -> tuple[bytes, str] | None:
        """Content and ETag of what one answer brings; a body that breaks off is asked for anew."""
        place = self.address_of(key)
        for failures in range(1, RESUMPTIONS + 1):
            with speaking_of(place):
                try:
                    answer = self.client.get_object(Bucket=self.name, Key=key, **conditions)
                except ClientError as error:
                    if status_of(error) in (404, 416) and "NoSuchBucket" not in str(error.response.get("Error")):
                        return None
                    raise
            with suppress(*_BREAKS), closing(answer["Body"]) as body:
                content = body.read()
                if len(content) == answer["ContentLength"]:
                    return content, answer["ETag"]
            wait_after(failures)
        raise SourceUnavailable(f"{place}: the connection broke {RESUMPTIONS} times. Run again later.")

    def _open(self, key: str, start: int, size_bytes: int, etag: str | None) -> tuple[Any, str]:
        """The body from a byte on and the ETag of the object; SourceUnavailable where it is not the one expected."""
        conditions = {"Range": f"bytes={start}-"} if start else {}
        if etag:
            conditions["IfMatch"] = etag
        place = self.address_of(key)
        with speaking_of(place):
            answer = self.client.get_object(Bucket=self.name, Key=key, **conditions)
        # Not every server heeds the conditions.
        if answer["ContentLength"] != size_bytes - start or (etag and answer["ETag"] != etag):
            answer["Body"].close()
            raise changed(place)
        return answer["Body"], answer["ETag"]

    def _pages(self, prefix: str, *, is_flat: bool) -> Iterator[Any]:
        request = {"Bucket": self.name, "Prefix": prefix, "PaginationConfig": {"PageSize": PAGE_KEYS}}
        pages = iter(self.client.get_paginator("list_objects_v2").paginate(**request, **_delimiter(is_flat)))
        while True:
            with speaking_of(self.address_of(prefix)):
                page = next(pages, None)
            if page is None:
                return
            yield page


def wait_after(failures: int) -> None:
    """Wait longer after each failure, never quite as long as others do who failed at the same time."""
    time.sleep(FIRST_WAIT_SECONDS * 2 ** (failures - 1) * random.uniform(0.5, 1.5))  # noqa: S311 no secret


def _delimiter(is_flat: bool) -> dict[str, str]:
    return {} if is_flat else {"Delimiter": "/"}


def _new_client(session: boto3.session.Session) -> Any:
    # At DEBUG botocore logs headers, and with them signatures and session tokens.
    logging.getLogger("botocore").setLevel(logging.WARNING)
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        max_pool_connections=CONNECTIONS,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        # Content is held against its sha256, whatever part of it a request asks for.
        response_checksum_validation="when_required",
        # Checksums behind the content are not known to every server: Content-MD5 is.
        request_checksum_calculation="when_required",
        tcp_keepalive=True,
    )
    return session.client("s3", config=config)
