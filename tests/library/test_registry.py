"""The registry of transfer functions: what is read from a signature only when a program calls it can be read of each."""

from __future__ import annotations

import pytest

from pylint_lstmshape import knowledge
from pylint_lstmshape.interpreter import loading


def test_every_signature_and_annotation_can_be_read():
    assert loading.explore  # has loaded all
    for path, entry in knowledge.entries().items():
        try:
            assert set(entry.readers) <= set(entry.signature.parameters), path
        except (NameError, TypeError) as error:
            pytest.fail(f"{path}: {error}")
