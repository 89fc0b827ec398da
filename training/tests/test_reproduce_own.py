"""The Python that the page saves of a person's own model, in every layout that opens: fixtures_learned's chains."""

import importlib.util
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

RUNS = Path(__file__).parent / "runs"
FORMATS = Path(__file__).parents[2] / "test" / "parity" / "formats"
CHAINS = json.loads((FORMATS / "learned.json").read_text())["chains"]


def script():
    spec = importlib.util.spec_from_file_location("own", RUNS / "own.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def finished(pack, chain, **more):
    loaded = script()
    stretch = {**loaded.RUN["stretches"][0], "sampler": chain["sampler"], "eta": 0, "scales": [0]}
    stretches = [{**stretch, "targets": [0], "seeds": [chain["seed"]]}]
    run = loaded.Run({**loaded.RUN, "steps": chain["steps"], "stretches": stretches, **more}, pack)
    x = run.start()
    for i in range(len(run.timesteps)):
        x = run.step(i, x)
    return x.permute(0, 2, 3, 1).flatten().numpy()


def weights(name, prefix=""):
    loaded = load_file(FORMATS / f"{name}.weights.safetensors")
    return {prefix + key: value for key, value in loaded.items()}


def lay_out(folder, chain, layout):
    """@return what the run needs beside"""
    unet = {"flat": ".", "ema": "unet_ema"}.get(layout, "unet")
    (folder / unet).mkdir(exist_ok=True)
    config = json.loads((FORMATS / f"{chain['name']}.config.json").read_text())
    if layout == "text":
        config["layers_per_block"] = str(config["layers_per_block"])
        config["center_input_sample"], config["num_class_embeds"] = "False", "None"
    more = {}
    if layout == "sizeless":
        more = {"size": config.pop("sample_size")}
    (folder / unet / "config.json").write_text(json.dumps(config))
    file = {"variant": "diffusion_pytorch_model.fp16.safetensors", "prefixed": "model.safetensors"}.get(
        layout, "diffusion_pytorch_model.safetensors"
    )
    save_file(weights(chain["name"], "module._orig_mod." if layout == "prefixed" else ""), folder / unet / file)
    if layout == "ema":  # the last step's own, which are not meant
        (folder / "unet").mkdir()
        shutil.copy(folder / unet / "config.json", folder / "unet")
    where = folder if layout == "flat" else folder / "scheduler"
    where.mkdir(exist_ok=True)
    (where / "scheduler_config.json").write_text(json.dumps(chain["scheduler"]))
    if layout == "pipeline":
        (folder / "model_index.json").write_text("{}")
    return more


@pytest.mark.parametrize("layout", ["pipeline", "flat", "ema", "variant", "prefixed", "text", "sizeless"])
def test_every_layout_that_opens(tmp_path, layout):
    torch.set_num_threads(1)
    chain = CHAINS[0]
    more = lay_out(tmp_path, chain, layout)
    assert np.abs(finished(tmp_path, chain, **more) - np.array(chain["x0"])).max() < 1e-3


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: f"{chain['name']}, {chain['sampler']}")
def test_a_learned_variance(tmp_path, chain):
    torch.set_num_threads(1)
    lay_out(tmp_path, chain, "flat")
    assert np.abs(finished(tmp_path, chain) - np.array(chain["x0"])).max() < 1e-3
