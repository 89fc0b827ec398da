// Sentences: the words' denoiser with its vocabulary, and its scheduler, as training/words writes them. It has no judge:
// rules that read the words are the evidence, and they are none of a pack's networks.

import { openTextDenoiser } from '../../nn/words/text-denoiser';
import { unsupported } from '../checked';
import { parseProjection } from '../configs/projection';
import { parseTextDenoiserConfig } from '../configs/text-denoiser-config';
import { parseVocabulary } from '../configs/vocabulary';
import { expectTextScheduler, expectVocabularyFits } from '../configs/words-agreement';
import type { PipelineKind } from '../planned';
import { readJson, requireJson, requireJsonList } from '../read-json';
import { parseSchedulerConfig } from '../scheduler-config';
import { findWeights } from '../weight-files';

const SCHEDULER = 'scheduler/scheduler_config.json';
const CONFIG = 'denoiser/config.json';
const VOCABULARY = 'vocabulary.json';
const PROJECTION = 'projection.json';

export const wordsPipeline: PipelineKind = {
  async plan(files) {
    const scheduler = parseSchedulerConfig(await requireJson(files, SCHEDULER), SCHEDULER);
    const config = parseTextDenoiserConfig(await requireJson(files, CONFIG), CONFIG);
    expectTextScheduler(scheduler, config, SCHEDULER);
    const words = parseVocabulary(await requireJsonList(files, VOCABULARY), VOCABULARY);
    expectVocabularyFits(words, config, VOCABULARY);
    const projection = await readJson(files, PROJECTION);
    const plane = projection === null ? null : parseProjection(projection, config.embeddingDim, PROJECTION);
    return {
      folder: 'denoiser',
      sampleShape: [1, config.length, config.embeddingDim],
      scheduler,
      weights: await findWeights(files, 'denoiser', 'model'),
      text: { config, words, plane },
      load: (weights) => {
        const text = openTextDenoiser(config, weights);
        return { ...text, text };
      },
    };
  },
  planJudge(_, folder) {
    throw unsupported('nudge.json', 'judge', folder);
  },
};
