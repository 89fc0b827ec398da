def open_model(pack):
    """The U-Net and the scheduler's config, as diffusers' DDPMPipeline saves them."""
    config = json.loads((pack / "scheduler" / "scheduler_config.json").read_text())
    return UNet2DModel.from_pretrained(pack / "unet"), config
