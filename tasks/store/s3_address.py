"""Addresses on S3: `s3://bucket/key`, told from folders and taken apart."""

from __future__ import annotations

from tasks.errors import InputError

SCHEME = "s3://"


def is_on_s3(source: str) -> bool:
    """Whether a source is an `s3://` address."""
    return source.startswith(SCHEME)


def bucket_and_key(source: str, what: str = "source") -> tuple[str, str]:
    """Name of the bucket and the key or prefix of an `s3://` address; InputError where it is none.

    `what` is the setting that messages name. What an operator may have put before an @ is a secret, so messages do not
    repeat the address.
    """
    name, _, key = source.removeprefix(SCHEME).partition("/")
    if "@" in name or ":" in name:
        raise InputError(f"{what}: an s3:// address holds no credentials and no port. Give them by AWS_* variables.")
    if "*" in name or "{" in name:
        raise InputError(f"{what}: {{date}} and * cannot stand in the name of a bucket. Write s3://bucket/{{date}}/*.")
    if not name:
        raise InputError(f"{what}: an s3:// address without a bucket. Write s3://bucket/prefix.")
    return name, key
