"""The Python side of a reflection: it asks, and never knows what is typed."""

import pytest
from mirrorwell.widgets.reflection import Reflection


def test_no_trait_could_hold_what_is_typed() -> None:
    assert sorted(Reflection._own_traits()) == ["help", "key", "prompt"]


def test_an_empty_prompt_is_refused() -> None:
    with pytest.raises(ValueError, match="the prompt is empty"):
        Reflection(prompt=" ")


@pytest.mark.parametrize("key", ["", "My key", "a/b", "-a"])
def test_a_key_that_is_no_plain_name_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="not kebab-case"):
        Reflection(prompt="What helps?", key=key)


def test_its_repr_does_not_hold_the_prompt() -> None:
    assert repr(Reflection(prompt="What helps?", key="a-1")) == "<Reflection>"
