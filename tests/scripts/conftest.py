# SPDX-License-Identifier: Apache-2.0
"""The test document of every script, each locale made once in each process of a parallel run."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

import pytest
from proof_build import Built, build

from booklet.build.task import Outcome, open_workshop

SCRIPTS = Path(__file__).parents[1] / "data" / "scripts"
LOCALES = ["en", *sorted(path.parts[-3].replace("_", "-") for path in SCRIPTS.glob("locales/*/LC_MESSAGES/*.po"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "locale" in metafunc.fixturenames:
        metafunc.parametrize("locale", LOCALES)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built | Outcome]:
    folder = tmp_path_factory.mktemp("scripts")
    shop = open_workshop(SCRIPTS)
    return functools.cache(lambda locale: build(shop, locale, folder / f"{locale}.pdf"))


@pytest.fixture(scope="session")
def locales() -> list[str]:
    return LOCALES
