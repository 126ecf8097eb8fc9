import subprocess
import sys

import pytest
from mirrorwell import datasets
from mirrorwell.datasets import DataError


def test_rows_and_records_are_read_without_pandas_or_altair() -> None:
    code = (
        "import sys; from mirrorwell import datasets as d; d.rows('ace_yrbs_2023'); d.names();"
        "d.cite('ace_kaiser'); d.figure('ace_kaiser?measure=ace_4plus&group=Men');"
        "print([m for m in ('pandas', 'altair', 'numpy', 'frictionless', 'svy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_numbers_are_numbers_and_empty_cells_are_none() -> None:
    (row,) = datasets.rows("ace_yrbs_2023", measure="ace_4plus", group="All students")
    assert (row["estimate"], row["ci_low"], row["n_unweighted"]) == (18.5, 16.5, 11871)
    assert isinstance(row["n_unweighted"], int)
    assert row["flag"] is None and row["ace_level"] is None


def test_a_list_keeps_the_rows_that_have_one_of_its_values() -> None:
    found = datasets.rows("ace_yrbs_2023", measure=("ace_0", "ace_1"), group_kind="sex")
    assert [row["group"] for row in found] == ["Female", "Male"] * 2


def test_changing_a_row_does_not_change_the_next_reading() -> None:
    datasets.rows("ace_kaiser")[0]["estimate"] = 99.0
    assert datasets.rows("ace_kaiser")[0]["estimate"] == 10.6


def test_an_unknown_dataset_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r"no dataset is called 'ace_yrbs_2024'. Did you mean ace_yrbs_2023"):
        datasets.rows("ace_yrbs_2024")


def test_an_unknown_column_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r"ace_kaiser has no column 'mesure'. Did you mean measure"):
        datasets.rows("ace_kaiser", mesure="ace_0")


def test_a_path_is_not_a_name() -> None:
    with pytest.raises(DataError):
        datasets.rows("../data/ace_kaiser")


def test_every_table_of_estimates_has_the_same_types() -> None:
    for name in ("ace_yrbs_2023", "pce_wisconsin_2015"):
        kinds = datasets.load(name).dtypes.astype(str)
        assert set(kinds[["estimate", "ci_low", "ci_high"]]) == {"Float64"}
        assert kinds["n_unweighted"] == "Int64"
        assert kinds["years"] == kinds["group"] == kinds["flag"] == "string"


def test_a_missing_estimate_stays_missing_in_a_dataframe() -> None:
    table = datasets.load("pce_wisconsin_2015")
    not_seen = table[table["flag"].fillna("").str.contains("not_seen")]
    assert len(not_seen) == 61 and not_seen["estimate"].isna().all()


@pytest.mark.parametrize("name", datasets.names())
def test_every_resource_is_described_with_licence_and_fields(name: str) -> None:
    known = datasets.describe(name)
    assert known["title"] and known["description"] and known["cautions"] and known["licence"]["title"]
    assert known["rows"] == len(datasets.rows(name))
    assert known["hash"].startswith("sha256:")
    if name != "references":
        assert [field["name"] for field in known["fields"]] == list(datasets.rows(name)[0])
        assert all(field["description"] for field in known["fields"])


def test_the_public_names_are_these() -> None:
    assert set(datasets.__all__) >= {
        "names",
        "load",
        "describe",
        "cite",
        "export",
        "rows",
        "figure",
        "DataError",
    }
    assert all(hasattr(datasets, name) for name in datasets.__all__)
