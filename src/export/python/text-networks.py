class Transformer(nn.Module):
    """x_t [B, n, inputs] and t to a state for each place, [B, n, width]; of diffusers' own blocks."""

    def __init__(self, config, inputs):
        super().__init__()
        width, heads = config["width"], config["heads"]
        self.time_scale = 1000 / config["num_train_timesteps"]
        self.proj_in = nn.Sequential(nn.Linear(inputs, width), nn.Tanh(), nn.Linear(width, width))
        self.positions = nn.Parameter(torch.zeros(config["length"], width))
        self.time_proj = Timesteps(width, flip_sin_to_cos=True, downscale_freq_shift=0)
        self.time_embedding = TimestepEmbedding(width, 4 * width, out_dim=width)
        self.norm_in = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(
            BasicTransformerBlock(width, heads, width // heads, activation_fn="gelu-approximate", attention_bias=True)
            for _ in range(config["layers"])
        )
        self.norm_out = nn.LayerNorm(width)

    def forward(self, x, t):
        time = self.time_embedding(self.time_proj(torch.full((len(x),), t * self.time_scale)))
        h = self.norm_in(self.proj_in(x) + self.positions + time[:, None])
        for block in self.blocks:
            h = block(h)
        return self.norm_out(h)


class Stored(nn.Module):
    """A network of a pack's folder: config.json and model.safetensors, in float32."""

    def __init__(self, folder):
        super().__init__()
        self.config = json.loads((folder / "config.json").read_text())
        self.build(self.config)
        self.load_state_dict({name: w.float() for name, w in load_file(folder / "model.safetensors").items()})
        self.eval().requires_grad_(False)


class Denoiser(Stored):
    """(x_t, t, x_0 of the step before) to x_0, [B, n, d]. Words enter and leave by one embedding."""

    def build(self, config):
        d, width = config["embedding_dim"], config["width"]
        self.embedding = nn.Embedding(config["vocab_size"], d)
        self.head_bias = nn.Parameter(torch.zeros(config["vocab_size"]))
        self.transformer = Transformer(config, 2 * d if config.get("self_condition") else d)
        self.proj_out = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, d))

    def forward(self, x, t, before):
        if self.config.get("self_condition"):
            x = torch.cat([x, before], -1)
        return self.proj_out(self.transformer(x, t))

    def nearest(self, x0):
        """The word whose embedding is nearest, [B, n]."""
        rows = self.embedding.weight
        return (rows.square().sum(1) - 2 * x0 @ rows.T).argmin(-1)

    def read_off(self, x0):
        """The words of a finished x_0, by the rounding head, which is tied to the embedding."""
        return (x0 @ self.embedding.weight.T + self.head_bias).argmax(-1)


class NoisyClassifier(Stored):
    """p(value of each slot | x_t, t); the first value of every slot is "unsaid"."""

    def build(self, config):
        self.slots = [(slot["name"], ["unsaid", *slot["values"]]) for slot in config["slots"]]
        self.transformer = Transformer(config, config["embedding_dim"])
        self.classifier = nn.Linear(config["width"], sum(len(values) for _, values in self.slots))

    def log_p(self, x, t, wanted):
        """The sum of log p of the values that each lane wants, {slot: value}: [B]."""
        heads = self.classifier(self.transformer(x, t).mean(1)).split([len(values) for _, values in self.slots], 1)
        total = torch.zeros(len(x))
        for (name, values), head in zip(self.slots, heads, strict=True):
            labels = [values.index(lane[name]) if lane.get(name) in values else FREE for lane in wanted]
            chosen = torch.tensor(labels)
            log_p = head.log_softmax(1).gather(1, chosen.clamp(min=0)[:, None])[:, 0]
            total = total + log_p * (chosen != FREE)
        return total
