"""What others wrote is unchanged, named, licensed, and requests nothing."""

import hashlib
import re
import tomllib

from mirrorwell.widgets._base import static_text

RECORD = tomllib.loads(static_text("vendor/VENDOR.toml"))


def test_the_bytes_are_the_recorded_ones() -> None:
    for name, recorded in RECORD["sha256"].items():
        digest = hashlib.sha256(static_text(f"vendor/{name}").encode("utf-8")).hexdigest()
        assert digest == recorded, f"{name}: bundle it again as VENDOR.toml says, or record {digest}"


def test_every_address_in_the_bundle_is_a_known_name_and_none_is_requested() -> None:
    found = set(re.findall(r"(?:https?|wss?)://[^\"'`)\s]+", static_text("vendor/vega.js")))
    assert found == set(RECORD["vega"]["names_only"])
    assert not re.search(r"cdn\.|jsdelivr|unpkg|googleapis", static_text("vendor/vega.js"))


def test_the_record_names_versions_licence_and_command() -> None:
    vega = RECORD["vega"]
    assert {"vega", "vega-lite", "vega-embed", "esbuild"} <= set(vega["packages"])
    for name, version in vega["packages"].items():
        assert f"{name}@{version}" in vega["command"]
    assert "BSD-3-Clause" in vega["licence"]


def test_the_licence_texts_name_the_bundled_versions() -> None:
    texts = static_text("vendor/LICENSES.txt")
    for name in ("vega", "vega-lite", "vega-embed"):
        assert f"\n{name} {RECORD['vega']['packages'][name]} (BSD-3-Clause)" in texts
    assert "d3-array" in texts and "Copyright" in texts


def test_the_bundle_is_one_module_whose_default_export_embeds() -> None:
    text = static_text("vendor/vega.js")
    assert re.search(r"export\{\w+ as default\}", text[-300:])
    assert not re.search(r"^\s*import\b[^(]", text[:300])
