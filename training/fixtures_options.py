"""Configurations of UNet2DModel that between them use every supported option and every pair of options.

A greedy covering array: rows are added until every pair of values of every two options stands in some row.
"""

import itertools
import random

OPTIONS: dict[str, list] = {
    "channels": [1, 3],
    "sample_size": [8, (8, 12), (16, 8)],
    "center_input_sample": [False, True],
    "flip_sin_to_cos": [True, False],
    "freq_shift": [0, 1],
    "time_embedding_dim": [None, 20],
    "attention": ["coarse", "everywhere", "down only", "up only"],
    "levels": [3, 2, 1],
    "layers_per_block": [1, 2],
    "downsample_padding": [1, 0],
    "attention_head_dim": [4, None, 3],  # 3 does not divide the channels
    "norm_num_groups": [4, 2],
    "attn_norm_num_groups": [None, 2],
    "norm_eps": [1e-5, 1e-3],
    "act_fn": ["silu", "swish"],
    "resnet_time_scale_shift": ["default", "scale_shift"],
    "mid_block": ["attention", "no attention", "none"],
    "mid_block_scale_factor": [1, 1.5],
    "dropout": [0.0, 0.25],
    "tensor_names": ["new", "old"],
    "dtype": ["float16", "float32"],
}

Row = dict[str, object]


def pairs_of(row: Row) -> set[tuple[str, int, str, int]]:
    """The pairs of (option, index of its value) that a row uses."""
    used = [(name, values.index(row[name])) for name, values in OPTIONS.items()]
    return {(*a, *b) for a, b in itertools.combinations(used, 2)}


def covering_rows(seed: int = 3) -> list[Row]:
    """Rows that cover every pair, the first with every option at its usual value."""
    rng = random.Random(seed)
    names = list(OPTIONS)
    left = {
        (a, i, b, j)
        for a, b in itertools.combinations(names, 2)
        for i in range(len(OPTIONS[a]))
        for j in range(len(OPTIONS[b]))
    }
    rows: list[Row] = [{name: values[0] for name, values in OPTIONS.items()}]
    left -= pairs_of(rows[0])
    while left:
        candidates = [candidate(rng, left) for _ in range(60)]
        best = max(candidates, key=lambda row: len(pairs_of(row) & left))
        rows.append(best)
        left -= pairs_of(best)
    return rows


def candidate(rng: random.Random, left: set[tuple[str, int, str, int]]) -> Row:
    """A row that starts from one uncovered pair and takes, option by option, the value that covers most."""
    a, i, b, j = rng.choice(sorted(left))
    chosen = {a: i, b: j}
    others = [name for name in OPTIONS if name not in chosen]
    rng.shuffle(others)
    order = list(OPTIONS)
    for name in others:
        scores = []
        for index in range(len(OPTIONS[name])):
            gain = 0
            for other, value in chosen.items():
                first, second = sorted([(name, index), (other, value)], key=lambda part: order.index(part[0]))
                gain += (*first, *second) in left
            scores.append((gain, rng.random(), index))
        chosen[name] = max(scores)[2]
    return {name: OPTIONS[name][chosen[name]] for name in OPTIONS}


def unet_config(row: Row) -> dict[str, object]:
    """UNet2DModel's arguments for a row."""
    levels = row["levels"]
    last = levels - 1
    down = [
        row["attention"] in ("everywhere", "down only") or (row["attention"] == "coarse" and level == last)
        for level in range(levels)
    ]
    up = [
        row["attention"] in ("everywhere", "up only") or (row["attention"] == "coarse" and level == 0)
        for level in range(levels)
    ]
    same = [
        "sample_size",
        "center_input_sample",
        "flip_sin_to_cos",
        "freq_shift",
        "time_embedding_dim",
        "layers_per_block",
        "downsample_padding",
        "attention_head_dim",
        "norm_num_groups",
        "attn_norm_num_groups",
        "norm_eps",
        "act_fn",
        "resnet_time_scale_shift",
        "mid_block_scale_factor",
        "dropout",
    ]
    return {
        **{name: row[name] for name in same},
        "in_channels": row["channels"],
        "out_channels": row["channels"],
        "block_out_channels": {1: [4], 2: [4, 8], 3: [4, 4, 4]}[levels],
        "down_block_types": ["AttnDownBlock2D" if a else "DownBlock2D" for a in down],
        "up_block_types": ["AttnUpBlock2D" if a else "UpBlock2D" for a in up],
        "mid_block_type": None if row["mid_block"] == "none" else "UNetMidBlock2D",
        "add_attention": row["mid_block"] == "attention",
    }
