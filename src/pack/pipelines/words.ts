// Sentences: the words' denoiser with its vocabulary, and its scheduler, as training/words writes them. Its judge says how
// usual a sentence is; whether it says what was asked for is for rules that read the words, and no network.

import { openTextDenoiser } from '../../nn/words/text-denoiser';
import { openLanguageJudge } from '../../nn/words/language-judge';
import { invariant } from '../../terms/errors';
import { parseLanguageJudgeConfig } from '../configs/language-judge-config';
import { parseProjection } from '../configs/projection';
import { parseTextDenoiserConfig } from '../configs/text-denoiser-config';
import { parseVocabulary } from '../configs/vocabulary';
import { expectTextScheduler, expectVocabularyFits } from '../configs/words-agreement';
import type { PipelineKind } from '../planned';
import { sentenceJudge } from './sentence-judge';
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
  async planJudge(files, folder, { text }) {
    const path = `${folder}/config.json`;
    const config = parseLanguageJudgeConfig(await requireJson(files, path), path);
    expectVocabularyFits(text?.words ?? [], config, path);
    return {
      folder,
      weights: await findWeights(files, folder, 'model'),
      load: (weights, denoiser) => {
        invariant(denoiser.text !== undefined, 'words: expected a denoiser of words');
        return sentenceJudge(openLanguageJudge(config, weights), denoiser.text);
      },
    };
  },
};
