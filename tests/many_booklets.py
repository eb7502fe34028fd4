# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: T201 - printing is what it is for
"""Structure equals source, over many random booklets: ``python tests/many_booklets.py 10000``."""

from __future__ import annotations

import argparse
import collections
import concurrent.futures
import sys
import time

from strategies import random_booklet
from test_structure_property import finished
from treeshape import differences, read_shape


def one(seed: int) -> tuple[str, list[str]]:
    """The locale of a seed's words, and what of its booklet's tree is not as its source asks for."""
    locale, sample = random_booklet(seed)
    try:
        return locale, differences(sample.tree, read_shape(finished(sample)))
    except Exception as error:  # a booklet that cannot be built is a finding like others
        return locale, [f"{type(error).__name__}: {error}"]


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds random booklets and compares their trees with their sources.")
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first booklet's seed (0)")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    began = time.monotonic()
    seeds = range(options.first, options.first + options.count)
    locales: collections.Counter[str] = collections.Counter()
    wrong = 0
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for seed, (locale, found) in zip(seeds, pool.map(one, seeds, chunksize=20), strict=True):
            locales[locale] += 1
            if found:
                wrong += 1
                print(f"seed {seed} ({locale}):", *found[:5], sep="\n  ", flush=True)
    print(f"{len(seeds)} booklets in {time.monotonic() - began:.0f} s, {wrong} with a difference")
    print(", ".join(f"{locale} {count}" for locale, count in sorted(locales.items())))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
