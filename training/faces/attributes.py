"""What can be said of a face: attributes of several values each, the pairs held out of training, and their logits.

Networks give the logits of all values side by side, an attribute after the other; each attribute is a softmax of its
own. Read from attributes.json, which the renderer reads too.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F

SIZE = 16
DESCRIPTION = json.loads(Path(__file__).with_name("attributes.json").read_text())


@dataclass(frozen=True)
class Attribute:
    """`start` is where its logits begin."""

    name: str
    values: tuple[str, ...]
    start: int

    @property
    def slice(self) -> slice:
        return slice(self.start, self.start + len(self.values))


def _attributes() -> list[Attribute]:
    result, start = [], 0
    for entry in DESCRIPTION["attributes"]:
        result.append(Attribute(entry["name"], tuple(entry["values"]), start))
        start += len(entry["values"])
    return result


ATTRIBUTES = _attributes()
BY_NAME = {attribute.name: attribute for attribute in ATTRIBUTES}
TOTAL = sum(len(attribute.values) for attribute in ATTRIBUTES)
HELD_OUT: list[dict[str, str]] = DESCRIPTION["heldOut"]


def id2label() -> dict[str, str]:
    """The values as configs list them: "hair: blue"; the part before the colon names the head."""
    labels = [f"{attribute.name}: {value}" for attribute in ATTRIBUTES for value in attribute.values]
    return {str(i): label for i, label in enumerate(labels)}


def index_of(name: str, value: str) -> int:
    """Where a value's logit stands among all."""
    return BY_NAME[name].start + BY_NAME[name].values.index(value)


def one_hot(y: torch.Tensor) -> torch.Tensor:
    """Values y int64 [B, attributes] as float32 [B, TOTAL], a 1 for each attribute."""
    parts = [F.one_hot(y[:, i], len(attribute.values)) for i, attribute in enumerate(ATTRIBUTES)]
    return torch.cat(parts, dim=1).float()


def log_probs(logits: torch.Tensor) -> torch.Tensor:
    """Logits [B, TOTAL] to log p of every value, each attribute normalised apart."""
    return torch.cat([logits[:, attribute.slice].log_softmax(1) for attribute in ATTRIBUTES], dim=1)


def cross_entropy(logits: torch.Tensor, y: torch.Tensor, smoothing: float = 0.0) -> torch.Tensor:
    """The mean over the attributes of their cross entropies."""
    parts = [
        F.cross_entropy(logits[:, attribute.slice], y[:, i], label_smoothing=smoothing)
        for i, attribute in enumerate(ATTRIBUTES)
    ]
    return torch.stack(parts).mean()


def read(logits: torch.Tensor) -> torch.Tensor:
    """The likeliest value of each attribute, int64 [B, attributes]."""
    return torch.stack([logits[:, attribute.slice].argmax(1) for attribute in ATTRIBUTES], dim=1)


def by_name(hits: torch.Tensor) -> dict[str, float]:
    """Shares of hits [B, attributes], by attribute."""
    return dict(zip((attribute.name for attribute in ATTRIBUTES), hits.mean(0).tolist(), strict=True))


def holds(y: torch.Tensor, values: dict[str, str]) -> torch.Tensor:
    """Whether faces y [B, attributes] have all these values, bool [B]."""
    result = torch.ones(len(y), dtype=torch.bool)
    for i, attribute in enumerate(ATTRIBUTES):
        if attribute.name in values:
            result &= y[:, i] == attribute.values.index(values[attribute.name])
    return result
