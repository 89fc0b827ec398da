"""What a card says of the training: what the training wrote, and no more."""

import json
from argparse import Namespace

from words import recipe

OLD = {"lr": 1e-3, "batch": 128, "rate": "half cosine", "warmup": 300, "ema": 0.999, "layers": 4, "examples": 4279680}
NEW = {"lr": 6e-4, "batch": 64, "rate": "constant", "warmup": 300, "decay": 0, "ema_max": 0.9999, "layers": 8}


def test_a_recipe_says_how_the_rate_went():
    assert "0.001, batch 128, 300 steps of warm-up and a half cosine to 0; " in recipe.text(OLD)
    assert "EMA 0.999 " in recipe.text(OLD)
    assert "constant; gradient clip 1, EMA over a ninth of the steps so far, 10,000 at most" in recipe.text(NEW)
    fallen = recipe.text({**NEW, "decay": 400_000})
    assert "on a copy it fell to 0 over the last 400,000 examples; gradient clip 1, EMA over a tenth" in fallen


def test_a_recipe_says_what_was_done_and_nothing_else():
    plain = recipe.text(NEW)
    assert "Anchor" not in plain
    assert "Self-conditioned" not in plain
    assert "began" not in plain
    full = recipe.text({**NEW, "anchor": 0.1, "self_condition": True, "before": OLD})
    assert "Anchor loss: 0.1 times" in full
    assert "Self-conditioned" in full
    assert "It began as a network of 4 layers, without self-conditioning, that had seen 4,279,680 examples" in full
    assert "half cosine" in full
    assert "made deeper" in full
    assert "cosine" not in recipe.text({"lr": 1e-3, "batch": 128})  # it does not say


def test_a_pack_grown_from_another_holds_its_recipe(tmp_path):
    for name, examples in (("old", 500), ("new", 900)):
        folder = tmp_path / name / "training"
        folder.mkdir(parents=True)
        (folder / "denoiser.csv").write_text(f"images,seconds,loss\n{examples},1,0.5\n")
    (tmp_path / "old" / "training" / "denoiser.json").write_text('{"lr": 0.001, "batch": 128}')
    options = {"lr": 6e-4, "batch": 64, "layers": 8, "width": 128, "self_condition": True, "anchor": 0.1}
    made = recipe.of(Namespace(**options, init=tmp_path / "old"))
    assert made["before"] == {"lr": 0.001, "batch": 128, "examples": 500}
    (tmp_path / "new" / "training" / "denoiser.json").write_text(json.dumps(made))
    found = recipe.read(tmp_path / "new")
    assert found == {**made, "examples": 900}
    assert "It began as a network, without self-conditioning, that had seen 500 examples" in recipe.text(found)
    assert "before" not in recipe.of(Namespace(**options, init=None))
