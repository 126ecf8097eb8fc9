import pytest
from mirrorwell import datasets
from mirrorwell.datasets import DataError


def test_a_work_is_cited_with_authors_year_and_doi() -> None:
    line = datasets.cite_reference("bethell2019")
    assert line.startswith(
        "Bethell, C., Jones, J., Gombojav, N., Linkenbach, J., & Sege, R. (2019). Positive childhood"
    )
    assert line.endswith(
        "JAMA Pediatrics, 173(11), e193007. https://doi.org/10.1001/jamapediatrics.2019.3007"
    )


def test_more_authors_than_were_seen_become_et_al() -> None:
    assert datasets.cite_reference("jones2022").startswith(
        "Jones, S. E., Ethier, K. A., Hertz, M., et al. (2022)."
    )


def test_a_work_whose_authors_were_all_seen_names_them() -> None:
    line = datasets.cite_reference("swedo2024")
    assert line.startswith("Swedo, E. A., Pampati, S.,") and "Mpofu, J. J., & Niolon, P. H. (2024)." in line
    assert datasets.cite_reference("zhang2025").startswith("Zhang, Y. (2025). Positive childhood")


def test_a_resource_is_cited_with_every_work_it_comes_from() -> None:
    text = datasets.cite("pce_four_states")
    assert text.count("\n- Sege, R.") == 2
    assert "10.15585/mmwr.mm7317a3" in text and "mirrorwell contributors" in text


def test_an_unknown_reference_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r"no reference is called 'swedo2025'. Did you mean"):
        datasets.cite_reference("swedo2025")


def test_every_reference_can_be_cited() -> None:
    lines = [datasets.cite_reference(key) for key in datasets.references()]
    assert [x for x in lines if "None" in x or "  " in x or ".." in x.split("http", maxsplit=1)[0]] == []
