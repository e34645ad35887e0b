"""What on this machine is read, and what is passed over."""

import os
from pathlib import Path

import pytest

from digests.adapters.files import FileFetcher, addresses
from digests.errors import FetchFailed, SourceMissing


def test_addresses_of_the_web_stay_as_they_are() -> None:
    assert [address.url for address in addresses("HTTPS://a.example/f")] == ["HTTPS://a.example/f"]


def test_a_folder_gives_its_readable_files_by_name_and_never_leads_out(tmp_path: Path) -> None:
    (tmp_path / "deep" / ".hidden").mkdir(parents=True)
    for name in ("b.txt", "deep/a.XML", ".c.txt", "deep/.hidden/d.txt", "e.md", "f"):
        (tmp_path / name).write_text("x")
    (tmp_path / "expected.json").write_text('{"x": 1}')
    (tmp_path / "g.json").write_text('{"items": ["' + "x" * 9000 + '"], "version": "https://jsonfeed.org/version/1"}')
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = addresses(str(tmp_path))
    assert [address.url.rsplit("/", 1)[1] for address in found] == ["b.txt", "a.XML", "g.json"]
    assert not any(address.reaches_out for address in found)


@pytest.mark.parametrize(
    "source", ["", " ", "ftp://a.example/", "no such file", "a\0b", "~nobody-of-this-name/x", "x" * 9999]
)
def test_what_is_not_there_is_source_missing(source: str) -> None:
    with pytest.raises(SourceMissing):
        addresses(source)


def test_a_folder_with_nothing_to_read_is_source_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="holds no feed"):
        addresses(str(tmp_path))


@pytest.mark.parametrize("name", [b"a b#c?d%41.txt", "été.txt".encode(), b"\xff\xfe.txt"])
@pytest.mark.skipif(os.name != "posix", reason="names of any bytes are POSIX's")
async def test_files_of_any_name_are_fetched(name: bytes, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"x")
    for source in (str(tmp_path), str(path), path.as_uri()):
        (address,) = addresses(source)
        assert (await FileFetcher().fetch(address.url)).body == b"x"


@pytest.mark.parametrize("name", ["nowhere.txt", ""])
async def test_what_is_no_file_is_fetch_failed(name: str, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        await FileFetcher().fetch((tmp_path / name).as_uri())
