// What the fields of a network's config must be to each other. PyTorch refuses most of it too; the rest would
// exhaust the tab.

import type { EncoderConfig, UNetConfig } from '../nn/unet-config';
import { NudgeError } from '../terms/errors';
import { mismatch } from './checked';
import { limits } from './limits';

/** @throws NudgeError `pack-mismatch`, `pack-unsupported` */
export function expectConsistentEncoder(config: EncoderConfig, path: string): void {
  const { blockOutChannels: channels, downAttention, normNumGroups: groups } = config;
  const levels = channels.length;
  if (downAttention.length !== levels) {
    throw mismatch(path, `expected ${levels} down_block_types, one a level, got ${downAttention.length}.`);
  }
  const odd = channels.find((n) => n % groups !== 0);
  if (odd !== undefined)
    throw mismatch(path, `expected norm_num_groups (${groups}) to divide ${odd} channels.`);
  const last = channels.at(-1) ?? 0;
  const ownGroups = config.attnNormNumGroups;
  if (ownGroups !== null && last % ownGroups !== 0) {
    throw mismatch(path, `expected attn_norm_num_groups (${ownGroups}) to divide ${last} channels.`);
  }
  const half = Math.floor((channels[0] ?? 0) / 2);
  if (half - config.freqShift <= 0) {
    throw mismatch(path, `expected freq_shift below ${half}, got ${config.freqShift}.`);
  }
  const middleAttends = config.hasMidBlock && config.addAttention;
  downAttention.forEach((attends, level) => {
    if (attends || (middleAttends && level === levels - 1)) expectAttention(config, level, path);
  });
}

/** Beyond its encoder. @throws NudgeError `pack-mismatch`, `pack-unsupported` */
export function expectConsistentUNet(config: UNetConfig, path: string): void {
  const { upAttention, sampleSize } = config;
  const levels = config.blockOutChannels.length;
  if (upAttention.length !== levels) {
    throw mismatch(path, `expected ${levels} up_block_types, one a level, got ${upAttention.length}.`);
  }
  const step = 2 ** (levels - 1);
  const odd = sampleSize.find((side) => side % step !== 0);
  if (odd !== undefined) {
    throw mismatch(path, `expected a sample_size that ${step} divides (${levels} levels), got ${odd}.`);
  }
  upAttention.forEach((attends, i) => {
    if (attends) expectAttention(config, levels - 1 - i, path);
  });
}

/** Heads that fit the channels, and scores that fit the memory. Level 0 is the finest. */
function expectAttention(config: EncoderConfig, level: number, path: string): void {
  const channels = config.blockOutChannels[level] ?? 0;
  const head = config.attentionHeadDim ?? channels;
  if (head > channels) {
    throw mismatch(path, `expected an attention_head_dim of at most ${channels} channels, got ${head}.`);
  }
  const pixels = config.sampleSize.reduce((area, side) => area * Math.ceil(side / 2 ** level), 1);
  const heads = Math.floor(channels / head);
  if (heads * pixels ** 2 <= limits.attentionScores) return;
  throw new NudgeError(
    'pack-unsupported',
    `${path}: attention of ${heads} heads over ${pixels} pixels is not supported.`,
    'It would take too much memory; attention at a coarser level or with fewer heads can be opened.',
  );
}
