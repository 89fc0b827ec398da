// The pipelines that can be opened, by the class name in model_index.json.

import { imagePipeline } from './pipelines/image';
import { wordsPipeline } from './pipelines/words';
import type { PipelineKind } from './planned';

export const pipelineKinds: ReadonlyMap<string, PipelineKind> = new Map([
  ['DDPMPipeline', imagePipeline],
  ['DDIMPipeline', imagePipeline],
  ['PNDMPipeline', imagePipeline],
  ['WordsPipeline', wordsPipeline],
]);
