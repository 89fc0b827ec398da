"""The whole bound of one picture of a pack's sheet, every t, as guided-diffusion computes it in float64 from the
pack's own network: what the page's total is compared with. Noise is Nudge's own, one draw for each t.

    python reference_bound.py --guided-diffusion CLONE --pack ../models/digits ../test/measures/digits-bound.json
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from fixtures_measures import in_float64
from noise import normal
from pack import Pack

SHOWN = (0, 1, 2, 5, 10, 30, 100, 300, 600, 999)


def picture(pack: Pack, index: int) -> np.ndarray:
    """[1, H, W, C] in [-1, 1]."""
    sheet = pack.settings["sampleSheet"]
    height, width, channels = pack.shape
    pixels = np.asarray(Image.open(pack.folder / sheet["path"]).convert("L" if channels == 1 else "RGB"))
    row, column = divmod(index, sheet["columns"])
    tile = pixels.reshape(*pixels.shape[:2], channels)
    tile = tile[row * height : (row + 1) * height, column * width : (column + 1) * width]
    return tile[None].astype(np.float64) / 127.5 - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guided-diffusion", type=Path, required=True)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--image", type=int, default=71)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    sys.path.insert(0, str(args.guided_diffusion))
    gd = in_float64()
    pack = Pack(args.pack)
    scheduler = pack.scheduler
    T = scheduler["num_train_timesteps"]  # noqa: N806
    if scheduler["beta_schedule"] != "linear" or scheduler.get("variance_type", "fixed_small") != "fixed_small":
        raise SystemExit("expected a pack with linear betas and fixed_small")
    diffusion = gd.GaussianDiffusion(
        betas=np.linspace(scheduler["beta_start"], scheduler["beta_end"], T, dtype=np.float64),
        model_mean_type=gd.ModelMeanType.EPSILON,
        model_var_type=gd.ModelVarType.FIXED_SMALL,
        loss_type=gd.LossType.MSE,
    )
    x0 = torch.from_numpy(picture(pack, args.image))
    bits = []
    for t in range(T):
        noise = torch.from_numpy(normal(np.array([args.seed]), pack.shape, "forward", t).astype(np.float64))
        at = torch.tensor([t])
        xt = diffusion.q_sample(x0, at, noise=noise)
        output = torch.from_numpy(pack.predict(xt.float().numpy(), t).astype(np.float64))
        term = diffusion._vb_terms_bpd(lambda *_, output=output: output, x0, xt, at, clip_denoised=True)
        bits.append(term["output"].item())
    prior = diffusion._prior_bpd(x0).item()
    made = {
        "image": args.image,
        "seed": args.seed,
        "prior": prior,
        "total": prior + sum(bits),
        "terms": [[t, bits[t]] for t in SHOWN],
    }
    args.out.write_text(json.dumps(made, indent=1) + "\n")


if __name__ == "__main__":
    main()
