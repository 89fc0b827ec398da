def philox(counter, key):
    """Philox4x32-10 (Salmon et al. 2011): noise as a function of where it is used. [..., 4] uint64 words."""
    c0, c1, c2, c3, k0, k1 = (np.asarray(word, np.uint64) for word in (*counter, *key))
    low, shift = np.uint64(0xFFFFFFFF), np.uint64(32)
    for _ in range(10):
        p0, p1 = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (p1 >> shift) ^ c1 ^ k0, p1 & low, (p0 >> shift) ^ c3 ^ k1, p0 & low
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & low, (k1 + np.uint64(0xBB67AE85)) & low
    return np.stack(np.broadcast_arrays(c0, c1, c2, c3), -1)


def noise(seeds, shape, purpose, t):
    """z ~ N(0, I) of each seed, [B, *shape]; purpose 0 is x_T (then t is T), 1 the noise of step t."""
    size = int(np.prod(shape))
    seeds = np.asarray(seeds, np.uint64)[:, None]
    key = (seeds & np.uint64(0xFFFFFFFF), seeds >> np.uint64(32))
    words = philox((np.arange(-(-size // 4))[None], t, purpose, 0), key).astype(float)
    radius = np.sqrt(-2 * np.log((words[..., ::2] + 1) / 2**32))  # Box-Muller
    angle = 2 * np.pi * words[..., 1::2] / 2**32
    z = np.stack([radius * np.cos(angle), radius * np.sin(angle)], -1).reshape(len(seeds), -1)[:, :size]
    return torch.from_numpy(z.astype(np.float32)).view(-1, *shape)
