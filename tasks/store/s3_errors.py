"""What S3 and its client say, as errors that know whether a retry can help.

Messages are Daybook's own: texts of servers and clients may repeat keys, tokens and addresses with passwords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from botocore import exceptions
from botocore.parsers import ResponseParserError

from tasks.errors import DaybookError, InputError, SourceUnavailable
from tasks.store.dumps import changed

_CREDENTIALS = (
    "Give AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or a role, as for any program that uses AWS."
)
_RIGHTS = (
    "It needs s3:ListBucket on the bucket and s3:GetObject on its objects; a home also s3:PutObject, s3:DeleteObject "
    "and s3:AbortMultipartUpload."
)
_REGION = "Set AWS_REGION to the bucket's region, or AWS_ENDPOINT_URL to the server that holds it."
# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
_WRONG = {
    "AccessDenied": f"access denied. {_RIGHTS}",
    "AllAccessDisabled": f"access denied. {_RIGHTS}",
    "AuthorizationHeaderMalformed": f"signed for another region. {_REGION}",
    "ExpiredToken": "the session token has expired. Renew the credentials.",
    "IllegalLocationConstraintException": f"the bucket is in another region. {_REGION}",
    "InvalidAccessKeyId": f"the access key is not known there. {_CREDENTIALS}",
    "InvalidBucketName": "not a name that a bucket can have. Write s3://bucket/prefix.",
    "InvalidObjectState": "the object is in an archive tier. Restore it first.",
    "InvalidToken": "the session token is not valid. Renew the credentials.",
    "NoSuchBucket": "no such bucket. Check the name, and AWS_ENDPOINT_URL if the server is not AWS.",
    "PermanentRedirect": f"the bucket is in another region. {_REGION}",
    "RequestTimeTooSkewed": "the clock of this machine is wrong by minutes. Set it.",
    "SignatureDoesNotMatch": f"the secret key does not belong to the access key. {_CREDENTIALS}",
}
_CHANGED = frozenset({"NoSuchKey", "NoSuchVersion", "PreconditionFailed", "InvalidRange"})
_BUSY = frozenset(
    {
        "BadDigest",
        "IncompleteBody",
        "SlowDown",
        "RequestTimeout",
        "RequestTimeoutException",
        "Throttling",
        "ThrottlingException",
    }
)
_NO_CREDENTIALS = (
    exceptions.NoCredentialsError,
    exceptions.PartialCredentialsError,
    exceptions.CredentialRetrievalError,
    exceptions.ProfileNotFound,
    exceptions.NoAuthTokenError,
    exceptions.TokenRetrievalError,
    exceptions.SSOError,
    exceptions.LoginError,
)
_DOWN = (exceptions.HTTPClientError, exceptions.ConnectionError, exceptions.MetadataRetrievalError, ResponseParserError)


def status_of(error: exceptions.ClientError) -> int:
    """HTTP status of an answer that says no."""
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


@contextmanager
def speaking_of(place: str) -> Iterator[None]:
    """Turn errors of the client into InputError or SourceUnavailable that name the place."""
    try:
        yield
    except exceptions.ClientError as error:
        raise _of_response(error, place) from None
    except (exceptions.BotoCoreError, ResponseParserError) as error:
        raise _of_client(error, place) from None


def _of_response(error: exceptions.ClientError, place: str) -> DaybookError:
    stated = error.response.get("Error", {}).get("Code", "")
    code = re.sub(r"\W", "", str(stated))[:60]
    status = status_of(error)
    if code in _WRONG:
        return InputError(f"{place}: {_WRONG[code]}")
    if code in _CHANGED or status in (412, 416):
        return changed(place)
    if code in _BUSY or status >= 500 or status == 429:
        return SourceUnavailable(f"{place}: the server answered {status} {code}. Run again later.")
    if status in (401, 403):
        return InputError(f"{place}: {_WRONG['AccessDenied']}")
    if status == 404:
        return changed(place)
    return InputError(f"{place}: the server answered {status} {code}. Check address, region and AWS_ENDPOINT_URL.")


def _of_client(error: Exception, place: str) -> DaybookError:
    kind = type(error).__name__
    if isinstance(error, _NO_CREDENTIALS):
        return InputError(f"{place}: no credentials to be had ({kind}). {_CREDENTIALS}")
    if isinstance(error, exceptions.SSLError) and "CERTIFICATE_VERIFY_FAILED" in str(error):
        return InputError(f"{place}: the server's certificate is not trusted. Set AWS_CA_BUNDLE to its authority.")
    if isinstance(error, exceptions.ParamValidationError):
        return InputError(f"{place}: {_WRONG['InvalidBucketName']}")
    if isinstance(error, _DOWN):
        return SourceUnavailable(f"{place}: the server cannot be reached ({kind}). Run again later.")
    return InputError(f"{place}: the settings for S3 cannot be used ({kind}). {_REGION}")
