def embedded(folder, text):
    """The direction of one phrase, of length 1: whole words, pre-norm blocks, the mean over the words, one layer."""
    config = json.loads((folder / "config.json").read_text())
    w = {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
    words = re.findall("[a-z]+", text.lower())[: config["length"]]
    known = {word: i for i, word in enumerate(config["vocabulary"])}
    h = w["words.weight"][[known.get(word, 1) for word in words]] + w["places"][: len(words)]

    def linear(x, name):
        return F.linear(x, w[f"{name}.weight"], w[f"{name}.bias"])

    def norm(x, name):
        return F.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"])

    for layer in range(config["layers"]):
        block = f"blocks.{layer}."
        x = norm(h, block + "norm_1")
        q, k, v = (linear(x, block + f"to_{name}").unflatten(1, (config["heads"], -1)).transpose(0, 1) for name in "qkv")
        h = h + linear(F.scaled_dot_product_attention(q, k, v).transpose(0, 1).flatten(1), block + "to_out")
        h = h + linear(F.silu(linear(norm(h, block + "norm_2"), block + "up")), block + "down")
    return F.normalize(linear(norm(h, "norm").mean(0), "project"), dim=0)


class Guides:
    """The pack's guides: of attributes the sum of log p over those asked for, of prompts w * scale * cos summed up."""

    def __init__(self, run, pack):
        self.run, self.pack = run, pack
        self.guides = {g.get("id", g["path"]): g for g in json.loads((pack / "nudge.json").read_text())["guides"]}
        self.opened = {}

    def encoder(self, folder):
        if folder not in self.opened:
            self.opened[folder] = Encoder(self.pack / folder).eval().requires_grad_(False)
        return self.opened[folder]

    def value(self, x, t, guide, target):
        """Of one lane, x [1, C, H, W]."""
        kind, path = guide["kind"], guide["path"]
        if kind == "attributes":
            encoder, total = self.encoder(path), 0
            labels = [encoder.config["id2label"][str(i)] for i in range(len(encoder.config["id2label"]))]
            logits = encoder(x, t)[0]
            for name, value in target.items():
                own = [i for i, label in enumerate(labels) if label.startswith(f"{name}: ")]
                total = total + logits[own].log_softmax(0)[own.index(labels.index(f"{name}: {value}"))]
            return total
        scale = json.loads((self.pack / path / "config.json").read_text())["scale"]
        if kind == "clip-on-x0":  # after Crowson 2021: through the denoiser
            residual = (1 - self.run.alpha_bar[t]).sqrt()
            x = (residual * self.run.expected(x, t) + (1 - residual) * x).float()
        seen = F.normalize(self.encoder(f"{path}/image")(x, t if kind == "clip" else 0)[0], dim=0)
        phrases = [(text, weight) for text, weight in target if re.search("[a-z]", text.lower())]
        return sum(weight * scale * (seen @ embedded(self.pack / path / "text", text)) for text, weight in phrases)

    def gradient(self, x, t, use):
        """The gradient of each lane's value by its x_t."""
        gradient = torch.zeros_like(x)
        for lane, (target, guide) in enumerate(zip(use["targets"], use["guides"])):
            with torch.enable_grad():
                own = x[lane : lane + 1].detach().requires_grad_()
                value = self.value(own, t, self.guides[guide], target)
                if torch.is_tensor(value):  # nothing asked for is nothing to nudge
                    gradient[lane] = torch.autograd.grad(value, own)[0][0]
        return gradient


def open_guide(run, pack):
    return Guides(run, pack)
