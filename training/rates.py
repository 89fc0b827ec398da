"""The learning rate of a training, and how long its average of the weights spans, step by step."""

import math

WARMUP_STEPS = 300
EMA_MAX = 0.9999
"""The average never spans more than a ninth of the steps so far, and 10,000 steps at most."""


def learning_rate(step: int, peak: float, decayed: float = 0.0) -> float:
    """Linear warm-up over the first steps, then constant; `decayed`, from 0 to 1, is how far it has fallen to 0."""
    return peak * min(1.0, (step + 1) / WARMUP_STEPS) * (1 - decayed)


def ema_decay(step: int, decay_steps: float = math.inf) -> float:
    """How much of the average is kept at a step. While the rate falls it spans a tenth of the `decay_steps`."""
    return min(EMA_MAX, (1 + step) / (10 + step), 1 - 1 / max(10.0, 0.1 * decay_steps))
