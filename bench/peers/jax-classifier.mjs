// The noisy classifier in jax-js: log p(y | x_t) and its input gradient under one jit. NCHW, which its convolution
// wants. Every function owns its arguments, as jax-js has it; weights are constants of the jit.

const entry = '/bench/node_modules/@jax-js/jax/dist/index.js';

/**
 * @param weights named tensors, PyTorch's layout
 * @param config of the classifier
 */
export async function openJaxClassifier(weights, config, device) {
  const {
    defaultDevice,
    init,
    jit,
    lax,
    nn,
    numpy: np,
    valueAndGrad,
  } = await import(/* @vite-ignore */ entry);
  const devices = await init(device);
  if (!devices.includes(device)) throw new Error(`jax-js: expected the device ${device}, got ${devices}`);
  defaultDevice(device);
  // made before anything is traced: an array that is born in a trace is a tracer
  const kept = new Map(
    weights.names.map((name) => [name, np.array(weights.read(name)).reshape([...weights.shapeOf(name)])]),
  );
  const parameter = (name) => kept.get(name).ref;
  const channels = (name) => parameter(name).reshape([1, weights.shapeOf(name)[0], 1, 1]);

  const linear = (x, name) =>
    np.matmul(x, np.transpose(parameter(`${name}.weight`))).add(parameter(`${name}.bias`));
  const convolution = (x, name, stride = 1) => {
    const [, , size] = weights.shapeOf(`${name}.weight`);
    const pad = [(size - 1) / 2, (size - 1) / 2];
    return lax
      .convGeneralDilated(x, parameter(`${name}.weight`), [stride, stride], [pad, pad])
      .add(channels(`${name}.bias`));
  };
  const groupNorm = (x, name) => {
    const [batch, width, ...size] = x.shape;
    const grouped = x.reshape([
      batch,
      config.normNumGroups,
      (width / config.normNumGroups) * size[0] * size[1],
    ]);
    const centered = grouped.ref.sub(np.mean(grouped, 2, { keepdims: true }));
    const variance = np.mean(np.square(centered.ref), 2, { keepdims: true });
    const normal = centered.div(np.sqrt(variance.add(config.normEps)));
    return normal
      .reshape([batch, width, ...size])
      .mul(channels(`${name}.weight`))
      .add(channels(`${name}.bias`));
  };
  const resnet = (x, embedding, name) => {
    const time = linear(embedding, `${name}.time_emb_proj`); // [B, C]
    const [batch, width] = time.shape;
    const h = convolution(nn.silu(groupNorm(x.ref, `${name}.norm1`)), `${name}.conv1`).add(
      time.reshape([batch, width, 1, 1]),
    );
    const out = convolution(nn.silu(groupNorm(h, `${name}.norm2`)), `${name}.conv2`);
    const has = weights.shapeOf(`${name}.conv_shortcut.weight`) !== null;
    return out.add(has ? convolution(x, `${name}.conv_shortcut`) : x);
  };
  const attention = (x, name) => {
    const [batch, width, height, columns] = x.shape;
    const size = config.attentionHeadDim ?? width;
    const flat = np.transpose(
      groupNorm(x.ref, `${name}.group_norm`).reshape([batch, width, height * columns]),
      [0, 2, 1],
    );
    const heads = (part) =>
      np.transpose(
        linear(flat.ref, `${name}.${part}`).reshape([batch, height * columns, width / size, size]),
        [0, 2, 1, 3],
      );
    const [query, key, value] = ['to_q', 'to_k', 'to_v'].map(heads);
    flat.dispose();
    const scores = np.matmul(query, np.transpose(key, [0, 1, 3, 2])).mul(size ** -0.5);
    const mixed = np.transpose(np.matmul(nn.softmax(scores, -1), value), [0, 2, 1, 3]);
    const out = linear(mixed.reshape([batch, height * columns, width]), `${name}.to_out.0`);
    return x.add(np.transpose(out, [0, 2, 1]).reshape([batch, width, height, columns]));
  };

  const network = (xt, waves) => {
    const first = nn.silu(linear(waves, 'time_embedding.linear_1'));
    const embedding = nn.silu(linear(first, 'time_embedding.linear_2'));
    let h = convolution(xt, 'conv_in');
    config.blockOutChannels.forEach((_, level) => {
      const name = `down_blocks.${level}`;
      for (let i = 0; i < config.layersPerBlock; i++) {
        h = resnet(h, embedding.ref, `${name}.resnets.${i}`);
        if (config.downAttention[level]) h = attention(h, `${name}.attentions.${i}`);
      }
      if (level < config.blockOutChannels.length - 1) h = convolution(h, `${name}.downsamplers.0.conv`, 2);
    });
    h = resnet(h, embedding.ref, 'mid_block.resnets.0');
    h = attention(h, 'mid_block.attentions.0');
    h = resnet(h, embedding, 'mid_block.resnets.1');
    const pooled = np.mean(nn.silu(groupNorm(h, 'norm_out')), [2, 3]);
    return nn.logSoftmax(linear(pooled, 'classifier'), -1);
  };
  const value = (xt, waves, chosen) => np.sum(network(xt, waves).mul(chosen));
  const both = jit(valueAndGrad(value));

  return {
    async run(xt, shape, waves, chosen) {
      const batch = shape[0];
      const [sum, gradient] = both(
        np.array(xt).reshape([...shape]),
        np.array(waves).reshape([batch, waves.length / batch]),
        np.array(chosen).reshape([batch, chosen.length / batch]),
      );
      sum.dispose();
      return await gradient.data();
    },
  };
}
