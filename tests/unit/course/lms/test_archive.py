"""Zips: the same bytes each time, read by any tool, as small as zlib makes them."""

import os
import random
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from mirrorwell.course.lms.archive import zip_bytes

TEXT = b"Values we honor. " * 200
NOISE = random.Random(1).randbytes(5000)
FILES = {
    "z.js": TEXT,
    "imsmanifest.xml": b"<manifest/>",
    "fonts/a.woff2": NOISE,
    "a/b.css": TEXT,
    "none.txt": b"",
}


def opened(made: bytes) -> ZipFile:
    return ZipFile(BytesIO(made))


def test_every_file_comes_back_sorted_and_at_the_root() -> None:
    made = opened(zip_bytes(FILES))
    assert made.testzip() is None
    assert made.namelist() == sorted(FILES)
    assert {name: made.read(name) for name in made.namelist()} == FILES


def test_the_same_files_give_the_same_bytes_whatever_the_order_the_clock_and_the_umask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = zip_bytes(FILES)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    before = os.umask(0o077)
    try:
        assert zip_bytes(dict(reversed(FILES.items()))) == first
    finally:
        os.umask(before)
    assert zip_bytes({**FILES, "z.js": TEXT + b"."}) != first


def test_dates_and_attributes_are_fixed_and_only_common_methods_are_used() -> None:
    for entry in opened(zip_bytes(FILES)).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr, entry.flag_bits) == (3, 0o100644 << 16, 0)
        assert entry.compress_type in {ZIP_DEFLATED, ZIP_STORED}
        assert (entry.extra, entry.comment) == (b"", b"")


def test_what_does_not_shrink_is_stored_and_the_rest_is_as_small_as_the_best_level_makes_it() -> None:
    entries = {entry.filename: entry for entry in opened(zip_bytes(FILES)).infolist()}
    assert [name for name, each in entries.items() if each.compress_type == ZIP_STORED] == [
        "fonts/a.woff2",
        "imsmanifest.xml",
        "none.txt",
    ]
    assert entries["z.js"].compress_size == len(zlib.compress(TEXT, 9)) - 6
    assert all(each.compress_size <= each.file_size for each in entries.values())
