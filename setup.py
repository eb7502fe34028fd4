# SPDX-License-Identifier: Apache-2.0
"""What pyproject.toml cannot say: ``fonts/`` and ``locales/`` stand at top level but travel inside the package."""

from __future__ import annotations

from setuptools import find_namespace_packages, setup

PLACES = {"booklet": "booklet", "booklet._data.fonts": "fonts", "booklet._data.locales": "locales"}


def packages(name: str, folder: str) -> list[str]:
    """A folder and all below it; to setuptools, folders of data are packages too."""
    below = find_namespace_packages(folder, exclude=["*__pycache__*"])
    return [name, *(f"{name}.{each}" for each in below)]


setup(
    packages=[each for name, folder in PLACES.items() for each in packages(name, folder)],
    package_dir=PLACES,
    package_data={"": ["*"]},
)
