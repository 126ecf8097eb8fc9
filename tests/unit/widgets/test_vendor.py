"""What others wrote is unchanged, named, licensed, and requests nothing."""

import hashlib
import re
import tomllib

import pytest
from mirrorwell.widgets._base import static_text

RECORD = tomllib.loads(static_text("vendor/VENDOR.toml"))
BUNDLES = sorted(set(RECORD) - {"sha256"})


def test_the_bytes_are_the_recorded_ones() -> None:
    for name, recorded in RECORD["sha256"].items():
        digest = hashlib.sha256(static_text(f"vendor/{name}").encode("utf-8")).hexdigest()
        assert digest == recorded, f"{name}: bundle it again as VENDOR.toml says, or record {digest}"


def test_every_bundle_has_recorded_bytes() -> None:
    assert BUNDLES == ["ical-generator", "vega"]
    assert {RECORD[name]["file"] for name in BUNDLES} | {"LICENSES.txt"} == set(RECORD["sha256"])


@pytest.mark.parametrize("name", BUNDLES)
def test_every_address_in_a_bundle_is_a_known_name_and_none_is_requested(name: str) -> None:
    text = static_text(f"vendor/{RECORD[name]['file']}")
    found = set(re.findall(r"(?:https?|wss?)://[^\"'`)\s]+", text))
    assert found == set(RECORD[name]["names_only"])
    assert not re.search(r"cdn\.|jsdelivr|unpkg|googleapis", text)


def test_the_calendar_bundle_can_neither_ask_a_network_nor_make_code_from_text() -> None:
    text = static_text("vendor/ical-generator.js")
    assert not re.search(r"\beval\b|new Function|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", text)


@pytest.mark.parametrize("name", BUNDLES)
def test_the_record_names_versions_licence_and_command(name: str) -> None:
    bundle = RECORD[name]
    assert {name, "esbuild"} <= set(bundle["packages"])
    for package, version in bundle["packages"].items():
        assert f"{package}@{version}" in bundle["command"]
    assert f"--outfile={bundle['file']}" in bundle["command"]
    assert {"ical-generator": "MIT", "vega": "BSD-3-Clause"}[name] in bundle["licence"]


def test_the_licence_texts_name_the_bundled_versions() -> None:
    texts = static_text("vendor/LICENSES.txt")
    assert f"\nvega {RECORD['vega']['packages']['vega']} (BSD-3-Clause)" in texts
    assert f"\nical-generator {RECORD['ical-generator']['packages']['ical-generator']} (MIT)" in texts
    assert "Copyright (c) 2026 Sebastian Pekarek" in texts
    assert "d3-array" in texts and "Copyright" in texts


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_one_module_with_a_default_export(name: str) -> None:
    text = static_text(f"vendor/{RECORD[name]['file']}")
    assert re.search(r"export\{\w+ as default\}", text[-300:])
    assert not re.search(r"^\s*import\b[^(]", text[:300])
