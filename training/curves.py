"""Plots of training logs for model cards: every column of a CSV over the examples seen, a panel each."""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402 (after the backend is chosen)

from run import read_log  # noqa: E402

INK, LINE, RULE = "#3a3f45", "#3d5a80", "#d9dcdf"


def write(logs: dict[str, Path], path: Path, columns: int = 3) -> None:
    """A panel for each column but `images` and `seconds` of each named log that exists, written as a PNG."""
    panels = []
    for name, log in logs.items():
        rows = read_log(log)
        kinds = dict.fromkeys(kind for row in rows for kind in row if kind not in ("images", "seconds"))
        for kind in kinds:
            points = [(row["images"], row[kind]) for row in rows if kind in row]
            panels.append((f"{name}: {kind.replace('_', ' ')}", points))
    lines = -(-len(panels) // columns)
    figure, axes = plt.subplots(lines, columns, figsize=(3.2 * columns, 2.2 * lines), squeeze=False)
    for axis in axes.flat[len(panels) :]:
        axis.set_visible(False)
    for axis, (title, points) in zip(axes.flat, panels, strict=False):
        seen, values = zip(*points, strict=True)
        axis.plot([count / 1000 for count in seen], values, color=LINE, linewidth=1.2, marker="." * (len(seen) < 3))
        if min(values) > 0 and max(values) > 20 * min(values):
            axis.set_yscale("log")
        axis.set_title(title, fontsize=8, loc="left", color=INK)
        axis.set_xlabel("thousand examples", fontsize=7, color=INK)
        axis.tick_params(labelsize=7, colors=INK)
        axis.grid(color=RULE, linewidth=0.5)
        axis.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)
