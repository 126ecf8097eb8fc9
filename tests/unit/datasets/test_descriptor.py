import json

import pytest
from mirrorwell.datasets import DataError, descriptor
from mirrorwell.datasets.fields import FIELDS, HEAD, TAIL
from mirrorwell.datasets.loader import DESCRIPTOR


def test_the_committed_descriptor_is_what_the_files_give() -> None:
    assert not descriptor.is_stale(), "run: python -m mirrorwell.datasets.descriptor"


def test_building_twice_gives_the_same_text() -> None:
    assert descriptor.as_text(descriptor.build()) == descriptor.as_text(descriptor.build())


def test_every_resource_names_licence_hash_and_sources() -> None:
    for resource in json.loads(DESCRIPTOR.read_text(encoding="utf-8"))["resources"]:
        assert resource["licenses"] and resource["hash"] and resource["retrieved"], resource["name"]
        if "estimate" in {field["name"] for field in resource.get("schema", {}).get("fields", [])}:
            assert resource["sources"], resource["name"]


def test_estimates_have_the_agreed_columns_in_order() -> None:
    for resource in json.loads(DESCRIPTOR.read_text(encoding="utf-8"))["resources"]:
        columns = [field["name"] for field in resource.get("schema", {}).get("fields", [])]
        if "estimate" in columns:
            assert tuple(columns[: len(HEAD)]) == HEAD and tuple(columns[-len(TAIL) :]) == TAIL, resource[
                "name"
            ]


def test_a_file_without_entry_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descriptor, "KNOWN_BY_HAND", DESCRIPTOR.parent / "nowhere.toml")
    with pytest.raises(DataError, match=r"nowhere.toml is not there. The descriptor is rebuilt in a clone"):
        descriptor.build()


def test_every_column_says_what_it_means() -> None:
    assert all(field.description.endswith(".") for field in FIELDS.values())
