import itertools

from diffusers import UNet2DModel

import fixtures_options
from fixtures_options import OPTIONS


def test_rows_use_every_pair_of_options():
    rows = fixtures_options.covering_rows()
    assert len(rows) >= 12
    for (a, first), (b, second) in itertools.combinations(OPTIONS.items(), 2):
        for pair in itertools.product(first, second):
            assert any((row[a], row[b]) == pair for row in rows), f"{a}, {b}: {pair}"


def test_rows_are_configurations_of_diffusers():
    for row in fixtures_options.covering_rows():
        config = fixtures_options.unet_config(row)
        assert set(config) <= set(UNet2DModel(**config).config)
