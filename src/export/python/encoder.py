class Encoder(torch.nn.Module):
    """A U-Net's encoder and middle, pooled to numbers: a classifier's logits, or where CLIP sees the picture."""

    def __init__(self, folder):
        super().__init__()
        self.config = json.loads((folder / "config.json").read_text())
        self.head = {name: w.float() for name, w in load_file(folder / "model.safetensors").items()}
        known = {k: v for k, v in self.config.items() if k in inspect.signature(UNet2DModel).parameters}
        known["up_block_types"] = ["UpBlock2D"] * len(known["down_block_types"])  # not used
        self.unet = UNet2DModel(**known)
        self.unet.load_state_dict(self.head, strict=False)

    def forward(self, x, t):
        """x_t [B, C, H, W] to [B, numbers]."""
        unet, config, head = self.unet, self.config, self.head
        h = unet.conv_in(2 * x - 1 if config["center_input_sample"] else x)
        time = unet.time_embedding(unet.time_proj(torch.full((len(x),), t)))
        for block in unet.down_blocks:
            h, _ = block(h, time)
        h = unet.mid_block(h, time)
        norm = (head["norm_out.weight"], head["norm_out.bias"], config["norm_eps"])
        h = F.silu(F.group_norm(h, config["norm_num_groups"], *norm)).mean((2, 3))
        return F.linear(h, head["classifier.weight"], head["classifier.bias"])
