// What a training leaves in the names of tensors, and tensors that are of the training and not of the network.

/** What torch.compile and DataParallel put before names: "module._orig_mod.conv_in.weight". */
export function ownName(name: string): string {
  return name
    .replace(/^(module\.)+/, '')
    .replaceAll(/(^|\.)_orig_mod\./g, '$1')
    .replace(/^(module\.)+/, '');
}

/** Counters of averages and norms, the schedule's tables, the optimizer. */
const BOOKKEEPING =
  /(^|\.)(num_batches_tracked|num_updates|n_averaged|initted|(global_|optimization_)?step|epoch|ema_?decay|decay|position_ids|total_(ops|params)|betas|alphas|(\w+_)?alphas_cumprod(_prev)?|posterior_\w+|(p2_)?loss_weight)$|^(optimizer|lr_scheduler|scaler)\./;

export function isBookkeeping(name: string): boolean {
  return BOOKKEEPING.test(name);
}
