"""Where bytes are kept: a folder beside the database, or an S3-compatible bucket."""

import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

IN_MEMORY = 8 * 1024**2  # bytes


class Storage(Protocol):
    """Bytes by key. Keys are random and contain only letters, digits, - and _."""

    def put(self, key: str, data: bytes) -> None: ...
    def open(self, key: str) -> BinaryIO: ...
    def copy(self, key: str, other: str) -> None: ...
    def delete(self, key: str) -> None: ...
    def keys(self) -> Iterator[str]: ...
    def check(self) -> None: ...


class Folder:
    """Files in a folder, spread over 256 subfolders, written whole or not at all."""

    def __init__(self, root: Path):
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        return self.root / key[:2] / key

    def put(self, key: str, data: bytes) -> None:
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, path)

    def open(self, key: str) -> BinaryIO:
        return self.path(key).open("rb")

    def copy(self, key: str, other: str) -> None:
        """The same bytes under another key. What is kept is never written again, so both may share one place on the disk."""
        path = self.path(other)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.path(key), path)
        except FileNotFoundError:
            raise
        except OSError:  # not every file system knows such links
            self.put(other, self.path(key).read_bytes())

    def delete(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    def keys(self) -> Iterator[str]:
        return (path.name for path in sorted(self.root.glob("??/*")) if not path.name.startswith("tmp"))

    def check(self) -> None:
        with tempfile.TemporaryFile(dir=self.root) as file:
            file.write(b"ready")


class Bucket:
    """Files in an S3-compatible bucket: s3://KEY:SECRET@host:port/bucket/prefix?region=…&tls=off."""

    def __init__(self, url: str):
        parts = urlsplit(url)
        options = parse_qs(parts.query)
        bucket, _, prefix = parts.path.strip("/").partition("/")
        if parts.hostname and not bucket:  # s3://bucket: the provider's own address and credentials
            bucket, endpoint = parts.hostname, None
        else:
            scheme = "http" if options.get("tls") == ["off"] else "https"
            endpoint = f"{scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
        self.bucket, self.prefix = bucket, f"{prefix}/" if prefix else ""
        self.client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id=unquote(parts.username) if parts.username else None,
            aws_secret_access_key=unquote(parts.password) if parts.password else None,
            region_name=options.get("region", ["us-east-1"])[0],
            config=Config(connect_timeout=5, read_timeout=30, retries={"max_attempts": 3}),
        )

    def put(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=self.prefix + key, Body=data)

    def open(self, key: str) -> BinaryIO:
        try:
            body = self.client.get_object(Bucket=self.bucket, Key=self.prefix + key)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise FileNotFoundError(key) from error
            raise
        # Whole and seekable, as in a folder: an archive is read from its end. Whoever asked for it closes it.
        file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        with body:
            shutil.copyfileobj(body, file)
        file.seek(0)
        return file

    def stream(self, key: str, size: int) -> BinaryIO:
        """The same, fetched while it is read and from wherever somebody goes on: a film is not fetched whole."""
        return Stream(lambda start: self._body(key, start), size)

    def copy(self, key: str, other: str) -> None:
        source = {"Bucket": self.bucket, "Key": self.prefix + key}
        try:
            self.client.copy_object(Bucket=self.bucket, Key=self.prefix + other, CopySource=source)
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise FileNotFoundError(key) from error
            raise

    def _body(self, key: str, start: int):
        more = {"Range": f"bytes={start}-"} if start else {}
        try:
            return self.client.get_object(Bucket=self.bucket, Key=self.prefix + key, **more)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
                raise FileNotFoundError(key) from error
            raise

    def delete(self, key: str) -> None:
        self.client.delete_object(Bucket=self.bucket, Key=self.prefix + key)

    def keys(self) -> Iterator[str]:
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
            for row in page.get("Contents", ()):
                yield row["Key"].removeprefix(self.prefix)

    def check(self) -> None:
        self.client.head_bucket(Bucket=self.bucket)


class Stream(io.RawIOBase):
    """Bytes of a known size; `fetch(start)` gives a body that is read from there on."""

    def __init__(self, fetch, size: int):
        super().__init__()
        self._fetch, self._size, self._at = fetch, size, 0
        self._body = fetch(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if place != self._at:
            self._leave()
            self._at = max(0, place)
        return self._at

    def readinto(self, buffer) -> int:
        if self._at >= self._size:
            return 0
        if self._body is None:
            self._body = self._fetch(self._at)
        data = self._body.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        self._leave()
        super().close()

    def _leave(self) -> None:
        if self._body is not None:
            self._body.close()
        self._body = None


def from_url(url: str, instance: Path) -> Storage:
    """The storage STORAGE_URL names; a folder in the instance when it names none."""
    if not url:
        return Folder(instance / "files")
    if url.startswith("s3://"):
        return Bucket(url)
    raise ValueError("STORAGE_URL must start with s3:// or be empty")
