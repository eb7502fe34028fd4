# SPDX-License-Identifier: Apache-2.0
"""The files under proof. Each process of a parallel run makes those that its own tests need."""

from __future__ import annotations

import pytest
from whole_files import NAMES, Maker, WholeFile


@pytest.fixture(scope="session")
def maker(tmp_path_factory: pytest.TempPathFactory) -> Maker:
    return Maker(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="session", params=NAMES)
def file(request: pytest.FixtureRequest, maker: Maker) -> WholeFile:
    return maker.file(request.param)


@pytest.fixture(scope="session")
def files(maker: Maker) -> list[WholeFile]:
    return [maker.file(name) for name in NAMES]
