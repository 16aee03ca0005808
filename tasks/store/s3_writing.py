"""Writing objects on S3: whole or not at all, with the sha256 of their content, on a condition where two could race.

Content-MD5 goes with every request, so a server takes nothing that was damaged on its way.
"""

from __future__ import annotations

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from tasks.errors import InputError
from tasks.store.s3 import CONNECTIONS, SHA256_FIELD, S3Bucket
from tasks.store.s3_errors import speaking_of, status_of

SINGLE_PUT_BYTES = 64 << 20
"""Size up to which a file is written by one request; larger ones go in parts of at least PART_BYTES."""
PART_BYTES = 16 << 20
MOST_PARTS = 10_000
PARTS_AT_ONCE = CONNECTIONS // 2
# 412: the condition does not hold. 409: somebody else is writing just now. 404: what is to be replaced has gone.
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
_REFUSED = (404, 409, 412)


def put_content(
    bucket: S3Bucket, key: str, content: bytes, *, sha256: str = "", is_new: bool = False, etag: str | None = None
) -> str | None:
    """ETag of an object written by one request; None where the condition does not hold.

    `is_new`: only where there is no object yet. `etag`: only in place of that state of it.
    """
    conditions = _conditions(is_new=is_new, etag=etag)
    request = {"Body": content, "ContentMD5": _md5(content), "Metadata": _metadata(sha256), **conditions}
    answer = _unless_refused(bucket, key, bucket.client.put_object, request, is_conditional=bool(conditions))
    return str(answer["ETag"]) if answer else None


def put_file(bucket: S3Bucket, key: str, path: Path, *, sha256: str, is_new: bool = False) -> bool:
    """Write a file as an object, in parts where it is large; whether the condition `is_new` held."""
    size = path.stat().st_size
    if size <= SINGLE_PUT_BYTES:
        return put_content(bucket, key, path.read_bytes(), sha256=sha256, is_new=is_new) is not None
    with speaking_of(bucket.address_of(key)):
        started = bucket.client.create_multipart_upload(Bucket=bucket.name, Key=key, Metadata=_metadata(sha256))
    upload = {"UploadId": started["UploadId"]}
    is_complete = False
    try:
        parts = _put_parts(bucket, key, path, size, upload)
        request = {**upload, "MultipartUpload": {"Parts": parts}, **_conditions(is_new=is_new)}
        complete = bucket.client.complete_multipart_upload
        is_complete = _unless_refused(bucket, key, complete, request, is_conditional=is_new) is not None
    finally:
        if not is_complete:
            with speaking_of(bucket.address_of(key)):
                bucket.client.abort_multipart_upload(Bucket=bucket.name, Key=key, **upload)
    return is_complete


def copy_object(bucket: S3Bucket, key: str, copy: str, *, etag: str) -> bool:
    """Have the server copy an object that is still in this state, metadata included; whether it was."""
    source = {"Bucket": bucket.name, "Key": key}
    request = {"CopySource": source, "CopySourceIfMatch": etag}
    return _unless_refused(bucket, copy, bucket.client.copy_object, request, is_conditional=True) is not None


def remove_object(bucket: S3Bucket, key: str) -> None:
    """Remove an object; nothing happens where there is none."""
    with speaking_of(bucket.address_of(key)):
        bucket.client.delete_object(Bucket=bucket.name, Key=key)


def require_conditions(bucket: S3Bucket, key: str) -> None:
    """InputError where the server writes though a condition does not hold. `key` is an object to try it on."""
    put_content(bucket, key, b"")
    if put_content(bucket, key, b"", is_new=True) or put_content(bucket, key, b"", etag=f'"{"0" * 32}"'):
        raise InputError(
            f"{bucket.address_of(key)}: {bucket.endpoint} writes whatever If-None-Match and If-Match say, so of two "
            "publications at once one would be lost. Nothing was published. Take a server that heeds them, or a folder "
            "as home."
        )


def _put_parts(bucket: S3Bucket, key: str, path: Path, size: int, upload: dict[str, str]) -> list[dict[str, Any]]:
    length = max(PART_BYTES, -(-size // MOST_PARTS))

    def put_part(number: int) -> dict[str, Any]:
        with path.open("rb") as file:
            file.seek((number - 1) * length)
            content = file.read(length)
        request = {**upload, "PartNumber": number, "Body": content, "ContentMD5": _md5(content)}
        with speaking_of(bucket.address_of(key)):
            answer = bucket.client.upload_part(Bucket=bucket.name, Key=key, **request)
        return {"PartNumber": number, "ETag": answer["ETag"]}

    with ThreadPoolExecutor(PARTS_AT_ONCE) as pool:
        return list(pool.map(put_part, range(1, -(-size // length) + 1)))


def _unless_refused(
    bucket: S3Bucket, key: str, operation: Any, request: dict[str, Any], *, is_conditional: bool
) -> dict[str, Any] | None:
    """The answer to a request; None where its condition does not hold."""
    with speaking_of(bucket.address_of(key)):
        try:
            answer: dict[str, Any] = operation(Bucket=bucket.name, Key=key, **request)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code")
            if is_conditional and status_of(error) in _REFUSED and code != "NoSuchBucket":
                return None
            raise
    return answer


def _conditions(*, is_new: bool = False, etag: str | None = None) -> dict[str, str]:
    if is_new:
        return {"IfNoneMatch": "*"}
    return {"IfMatch": etag} if etag else {}


def _metadata(sha256: str) -> dict[str, str]:
    return {SHA256_FIELD: sha256} if sha256 else {}


def _md5(content: bytes) -> str:
    return base64.b64encode(hashlib.md5(content, usedforsecurity=False).digest()).decode()
