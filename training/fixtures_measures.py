r"""Reference numbers for src/measures, from code published with the papers:

- the variational bound: openai/guided-diffusion (22e0df8), run in float64 throughout. Its `_extract_into_tensor`
  casts to float32, which is off by up to 0.4 relative at t = 999, and is replaced here;
- precision and recall: clovaai/generative-evaluation-prdc (e320c1d);
- the Vendi score: vertaix/Vendi-Score (c791c30).

    python fixtures_measures.py --guided-diffusion CLONE --prdc CLONE --vendi-score CLONE \
        ../test/measures/reference.json
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import torch

SIZE = 12
TIMES = (0, 1, 2, 10, 100, 500, 900, 999)


def rounded(values: np.ndarray) -> list:
    return np.asarray(values, np.float64).tolist()


def in_float64():
    """guided_diffusion.gaussian_diffusion, with tables that keep their precision."""
    from guided_diffusion import gaussian_diffusion as gd

    def extract(array, timesteps, shape):
        values = torch.from_numpy(array)[timesteps]
        return values.reshape(-1, *[1] * (len(shape) - 1)).expand(shape)

    gd._extract_into_tensor = extract
    return gd


def bounds() -> list[dict]:
    gd = in_float64()
    variances = {"fixed_small": gd.ModelVarType.FIXED_SMALL, "fixed_large": gd.ModelVarType.FIXED_LARGE}
    rng = np.random.default_rng(20)
    levels = rng.integers(0, 256, SIZE)
    levels[:4] = (0, 0, 255, 254)
    x0 = torch.from_numpy(levels / 127.5 - 1).reshape(1, 1, 1, SIZE)
    cases = []
    for schedule in ("linear", "cosine"):
        for variance in variances:
            diffusion = gd.GaussianDiffusion(
                betas=gd.get_named_beta_schedule(schedule, 1000),
                model_mean_type=gd.ModelMeanType.EPSILON,
                model_var_type=variances[variance],
                loss_type=gd.LossType.MSE,
            )
            terms = []
            for t in TIMES:
                eps = torch.from_numpy(rng.standard_normal((1, 1, 1, SIZE)).astype(np.float32).astype(np.float64))
                output = (0.9 * eps + 0.1 * torch.from_numpy(rng.standard_normal(eps.shape))).float().double()
                at = torch.tensor([t])
                xt = diffusion.q_sample(x0, at, noise=eps)
                out = diffusion._vb_terms_bpd(lambda *_, output=output: output, x0, xt, at, clip_denoised=True)
                clipped = diffusion._predict_eps_from_xstart(xt, at, out["pred_xstart"])
                true_mean, _, _ = diffusion.q_posterior_mean_variance(x_start=x0, x_t=xt, t=at)
                mean, _, _ = diffusion.q_posterior_mean_variance(x_start=out["pred_xstart"], x_t=xt, t=at)
                terms.append(
                    {
                        "t": t,
                        "eps": rounded(eps.flatten()),
                        "output": rounded(output.flatten()),
                        "bits": out["output"].item(),
                        "loss": ((eps - output) ** 2).mean().item(),
                        "clippedLoss": ((clipped - eps) ** 2).mean().item(),
                        "meanError": ((true_mean - mean) ** 2).mean().item(),
                    }
                )
            cases.append(
                {
                    "schedule": schedule,
                    "variance": variance,
                    "x0": rounded(x0.flatten()),
                    "prior": diffusion._prior_bpd(x0).item(),
                    "terms": terms,
                }
            )
    return cases


def likelihoods() -> list[list[float]]:
    from guided_diffusion.losses import discretized_gaussian_log_likelihood

    x = torch.tensor([-1, -1, -0.5, 0, 3 / 255, 1, 1, 253 / 255], dtype=torch.float64)
    means = torch.tensor([-1, 0.5, -0.49, 0, 0.5, 0.99, -1, 0.99], dtype=torch.float64)
    scales = torch.tensor([-4, -2, -5, -6, -1, -4, -5, 0.0], dtype=torch.float64)
    nats = discretized_gaussian_log_likelihood(x, means=means, log_scales=scales)
    return torch.stack([x, means, scales, nats], 1).tolist()


def sets() -> list[dict]:
    from prdc import compute_prdc
    from vendi_score import vendi

    rng = np.random.default_rng(21)
    cases = []
    for real, fake, spread in ((40, 30, 1.0), (25, 25, 0.4), (12, 8, 2.0)):
        a = rng.standard_normal((real, 5)).round(6)
        b = (spread * rng.standard_normal((fake, 5)) + 0.3).round(6)
        width = 1.3
        squared = ((b[:, None] - b[None]) ** 2).sum(-1)
        score = vendi.score_K(np.exp(-squared / (2 * width**2)))
        measured = compute_prdc(real_features=a, fake_features=b, nearest_k=3)
        cases.append(
            {
                "real": rounded(a),
                "fake": rounded(b),
                "width": width,
                "vendi": float(score),
                "precision": float(measured["precision"]),
                "recall": float(measured["recall"]),
            }
        )
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--guided-diffusion", type=Path, required=True)
    parser.add_argument("--prdc", type=Path, required=True)
    parser.add_argument("--vendi-score", type=Path, required=True)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    sys.path[:0] = [str(args.guided_diffusion), str(args.prdc), str(args.vendi_score)]
    made = {"bounds": bounds(), "likelihoods": likelihoods(), "sets": sets()}
    args.out.write_text(json.dumps(made) + "\n")


if __name__ == "__main__":
    main()
