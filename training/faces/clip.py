"""Noised CLIP at the size of these faces: an image encoder that is told t, and a small text transformer.

Radford et al. 2021 for the two towers and the loss, Nichol et al. 2021 (GLIDE, section 3.3) for the noise. The image
encoder is the packs' noisy classifier, whose logits are here the coordinates of the embedding; t acts on every block
by scale and shift (FiLM). The text encoder reads whole words and does without a mask of the future: pre-norm blocks,
the mean over the words, one linear layer.
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

import weights
from faces.captions import LENGTH, PADDING, VOCABULARY
from noisy_classifier import NoisyClassifier

DIMENSIONS = 64
FIRST_SCALE, LARGEST_SCALE = 1 / 0.07, 100.0


class Block(nn.Module):
    """One pre-norm transformer block."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.norm_1, self.norm_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.to_q, self.to_k, self.to_v = (nn.Linear(width, width) for _ in range(3))
        self.to_out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, h: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        """h [B, L, width]; known bool [B, L], False where there is only padding."""
        x = self.norm_1(h)
        q, k, v = (f(x).unflatten(2, (self.heads, -1)).transpose(1, 2) for f in (self.to_q, self.to_k, self.to_v))
        mixed = F.scaled_dot_product_attention(
            q, k, v, attn_mask=known[:, None, None]
        )  # [B, heads, L, width / heads]
        h = h + self.to_out(mixed.transpose(1, 2).flatten(2))
        return h + self.down(F.silu(self.up(self.norm_2(h))))


class TextEncoder(nn.Module):
    """Tokens to embeddings of length 1."""

    def __init__(self, vocabulary: list[str], length: int, width: int, layers: int, heads: int, dimensions: int):
        super().__init__()
        self.config = {
            "_class_name": "TextEncoder",
            "vocabulary": vocabulary,
            "length": length,
            "width": width,
            "layers": layers,
            "heads": heads,
            "dimensions": dimensions,
        }
        self.words = nn.Embedding(len(vocabulary), width)
        self.places = nn.Parameter(0.02 * torch.randn(length, width))
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, dimensions)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """tokens int64 [B, L], 0 for padding, to [B, dimensions]; a text without words is an error."""
        tokens = tokens[:, : int((tokens != PADDING).sum(1).max())]  # what is padding everywhere costs nothing
        known = tokens != PADDING
        h = self.words(tokens) + self.places[: tokens.shape[1]]
        for block in self.blocks:
            h = block(h, known)
        share = known / known.sum(1, keepdim=True)
        return F.normalize(self.project((self.norm(h) * share[..., None]).sum(1)).float(), dim=1)


class Clip(nn.Module):
    """Both encoders and the learned scale of their cosine, exp(log_scale)."""

    def __init__(self, image: NoisyClassifier, text: TextEncoder):
        super().__init__()
        self.image, self.text = image, text
        self.log_scale = nn.Parameter(torch.tensor(math.log(FIRST_SCALE)))

    def scale(self) -> torch.Tensor:
        return self.log_scale.exp().clamp(max=LARGEST_SCALE)

    def see(self, xt: torch.Tensor, t: torch.Tensor) -> torch.Tensor:
        """x_t [B, C, H, W] and t [B] or a scalar to embeddings [B, dimensions] of length 1."""
        return F.normalize(self.image(xt, t).float(), dim=1)

    def write(self, folder: Path) -> None:
        """Writes image/ and text/, and config.json with the scale that was learned."""
        self.image.write(folder / "image")
        weights.write(self.text, folder / "text")
        (folder / "text" / "config.json").write_text(json.dumps(self.text.config, indent=2) + "\n")
        config = {"_class_name": "Clip", "scale": round(self.scale().item(), 4)}
        (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")

    @classmethod
    def read(cls, folder: Path) -> "Clip":
        """Opens what `write` wrote, in float32, for evaluation."""
        config = json.loads((folder / "text" / "config.json").read_text())
        config.pop("_class_name")
        clip = cls(NoisyClassifier.read(folder / "image"), weights.read(TextEncoder(**config), folder / "text"))
        scale = json.loads((folder / "config.json").read_text())["scale"]
        clip.log_scale.data.fill_(math.log(scale))
        return clip.eval().requires_grad_(False)


def build(width: int, size: int, channels: int) -> Clip:
    """The faces' own: three resolutions for the image, two layers for the text."""
    image = NoisyClassifier(
        id2label={str(i): f"dimension {i}" for i in range(DIMENSIONS)},
        sample_size=size,
        in_channels=channels,
        block_out_channels=(width, 2 * width, 2 * width),
        attention_head_dim=width,
        resnet_time_scale_shift="scale_shift",
    )
    return Clip(image, TextEncoder(VOCABULARY, LENGTH, width=64, layers=2, heads=4, dimensions=DIMENSIONS))


def info_nce(
    image: torch.Tensor, text: torch.Tensor, scale: torch.Tensor, true_elsewhere: torch.Tensor
) -> torch.Tensor:
    """Symmetric cross entropy of pairs image [B, D] and text [B, D], both ways.

    `true_elsewhere` bool [B texts, B images]: captions that are true of another's face as well, which are no wrong
    answers and leave the sums. Its diagonal is not read.
    """
    logits = scale * text @ image.T
    other = ~torch.eye(len(logits), dtype=torch.bool, device=logits.device)
    logits = logits.masked_fill(true_elsewhere & other, -torch.inf)
    own = torch.arange(len(logits), device=logits.device)
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2
