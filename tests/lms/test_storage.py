"""Files are kept and found alike in a folder and in an S3-compatible bucket."""

import boto3
import pytest
from moto.server import ThreadedMotoServer

from lms.access import ACADEMY, make_audience
from lms.database import db
from lms.files.actions import safe_name, store_upload
from lms.files.storage import Bucket, Folder, from_url


@pytest.fixture(scope="module")
def object_storage():
    """An S3 server of its own on a free port of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="leerkring")
    yield f"s3://key:secret@{host}:{port}/leerkring/files?tls=off"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def storage(request, tmp_path):
    url = request.getfixturevalue("object_storage") if request.param == "bucket" else ""
    return from_url(url, tmp_path)


def test_what_is_put_is_found_listed_and_deleted(storage):
    storage.put("key-1", b"words")
    storage.put("key-1", b"other words")
    assert storage.open("key-1").read() == b"other words"
    assert "key-1" in list(storage.keys())
    with storage.open("key-1") as file:  # an archive is read from its end
        file.seek(6)
        assert file.read() == b"words"
    storage.check()
    storage.delete("key-1")
    storage.delete("key-1")
    assert "key-1" not in list(storage.keys())
    with pytest.raises(FileNotFoundError):
        storage.open("key-1")


def test_the_address_says_which_storage(tmp_path):
    assert isinstance(from_url("", tmp_path), Folder)
    assert isinstance(from_url("s3://bucket", tmp_path), Bucket)
    with pytest.raises(ValueError, match="s3://"):
        from_url("ftp://somewhere", tmp_path)


def test_pages_serve_files_from_the_bucket_to_those_who_may_read_them(app, cast, object_storage, tmp_path, monkeypatch):
    monkeypatch.setitem(app.extensions, "storage", from_url(object_storage, tmp_path))
    file = store_upload(b"# Words\n", "words.md", audience_id=ACADEMY, by=cast.author.user)
    closed = store_upload(b"# Closed\n", "closed.md", audience_id=make_audience("cohort", "Spring").id)
    db.session.commit()
    response = cast.trainee.get(f"/files/{file.key}/words.md")
    assert response.data == b"# Words\n"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert cast.trainee.get(f"/files/{closed.key}/closed.md").status_code == 404
    assert cast.guest.get(f"/files/{file.key}/words.md").status_code in (303, 404)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\plan.docx", "plan.docx"),
        ("plan\u202egpj.exe", "plangpj.exe"),
        ('a"b<c>.txt', "a_b_c_.txt"),
        ("...", "file"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_of_uploads_fool_nobody(name, kept):
    assert safe_name(name) == kept
