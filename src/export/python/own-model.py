def read_config(path):
    """A config whose numbers, truth values and None may be written as text."""
    words = {"true": True, "false": False, "null": None, "none": None}
    number = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.IGNORECASE)

    def read(value):
        if isinstance(value, list):
            return [read(each) for each in value]
        if isinstance(value, str) and value.strip().lower() in words:
            return words[value.strip().lower()]
        if isinstance(value, str) and number.fullmatch(value.strip()):
            return float(value) if set(value.lower()) & set(".e") else int(value)
        return value

    return {name: read(value) for name, value in json.loads(path.read_text()).items()}


def open_model(pack):
    """The U-Net and the scheduler's config: of a pipeline's folder, a training's checkpoint, or a flat folder of the Hub."""
    places = ["unet"] if (pack / "model_index.json").exists() else ["unet_ema", "unet", "."]
    found = [pack / place for place in places if (pack / place / "config.json").exists()]
    if not found:
        raise SystemExit(f"{pack}: expected the folder of a UNet2DModel, with its config.json and safetensors")
    folder, names = found[0], {path.name: path for path in found[0].glob("*.safetensors")}
    usual = "diffusion_pytorch_model"
    index = next((path for path in folder.glob(f"{usual}.safetensors.index*.json")), None)
    variants = [f"{usual}.{name}.safetensors" for name in ("ema", "fp32", "fp16", "bf16")]
    whole = [name for name in names if not re.search(r"-\d{5}-of-\d{5}\.", name)]
    chosen = [name for name in (f"{usual}.safetensors", *variants, "model.safetensors", *whole) if name in names]
    if index is not None and f"{usual}.safetensors" not in names:
        chosen = sorted(set(json.loads(index.read_text())["weight_map"].values()))
    else:
        chosen = chosen[:1]
    state = {}
    for name in chosen:
        state.update(load_file(names[name]))
    old = {".query.": ".to_q.", ".key.": ".to_k.", ".value.": ".to_v.", ".proj_attn.": ".to_out.0."}
    renamed = {}
    for name, tensor in state.items():
        own = re.sub(r"(^|\.)(module|_orig_mod)\.", r"\1", re.sub(r"^((module|_orig_mod)\.)+", "", name))
        for before, after in old.items():
            own = own.replace(before, after)
        renamed[own] = tensor.float()
    unet = UNet2DModel.from_config(read_config(folder / "config.json"))
    wanted = unet.state_dict()
    unet.load_state_dict({name: renamed[name].reshape(tensor.shape) for name, tensor in wanted.items()})
    schedulers = [pack / "scheduler", pack, pack.parent / "scheduler"]
    paths = [path / "scheduler_config.json" for path in schedulers]
    return unet, next((read_config(path) for path in paths if path.exists()), {})
