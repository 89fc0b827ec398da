"""Standard normal noise as a function of (seed, purpose, t, element): the twin of src/diffusion/noise.

Philox4x32-10 (Salmon et al. 2011) and Box-Muller, so that a seed means the same picture here and in the browser.
"""

import numpy as np

PURPOSES = {"initial": 0, "step": 1, "forward": 2, "training": 3}

_WORD = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)


def philox4x32(counter: list[np.ndarray], key: list[np.ndarray]) -> np.ndarray:
    """Encrypts counters of four 32-bit words under keys of two: broadcastable arrays in, uint64 [..., 4] out."""
    c0, c1, c2, c3 = (np.asarray(word, np.uint64) for word in counter)
    k0, k1 = (np.asarray(word, np.uint64) for word in key)
    for _ in range(10):
        product0, product1 = _M0 * c0, _M1 * c2
        c0, c1 = (product1 >> _SHIFT) ^ c1 ^ k0, product1 & _WORD
        c2, c3 = (product0 >> _SHIFT) ^ c3 ^ k1, product0 & _WORD
        k0, k1 = (k0 + _W0) & _WORD, (k1 + _W1) & _WORD
    return np.stack(np.broadcast_arrays(c0, c1, c2, c3), axis=-1)


def normal(seeds: np.ndarray, shape: tuple[int, int, int], purpose: str, t: int) -> np.ndarray:
    """z ~ N(0, I) for each seed, float32 [B, H, W, C]; `shape` is (H, W, C), t is T for x_T.

    Key = seed (low word, high word), counter = (element // 4, t, purpose, 0), elements within one sample; the four
    words w give r cos a and r sin a with r = sqrt(-2 ln((w0 + 1) / 2^32)), a = 2 pi w1 / 2^32, then from w2 and w3.
    """
    size = int(np.prod(shape))
    seeds = np.asarray(seeds, np.uint64)[:, None]
    blocks = np.arange((size + 3) // 4, dtype=np.uint64)[None]
    words = philox4x32([blocks, t, PURPOSES[purpose], 0], [seeds & _WORD, seeds >> _SHIFT]).astype(np.float64)
    radius = np.sqrt(-2 * np.log((words[..., 0::2] + 1) / 2**32))
    angle = 2 * np.pi * words[..., 1::2] / 2**32
    z = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)  # [B, blocks, pairs, 2]
    return z.reshape(len(seeds), -1)[:, :size].astype(np.float32).reshape(len(seeds), *shape)
