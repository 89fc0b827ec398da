// What is the same in the data of every run that is saved.

import { toBase64 } from '../../formats/base64';
import type { RunHead } from '../../export/run-json';
import { isComplete, type Path } from '../../history/path';
import { samplerOf } from '../../history/settings';
import type { StepRecord } from '../../history/step-record';
import { classesOf, type PackInfo } from '../../terms/pack-info';
import { RUN_FORMAT } from '../../terms/run-file';

/** What files call a pack, and which of its classes means none. */
export function nameInFiles({
  id,
  sha256,
  classEmbeds,
}: PackInfo): Pick<RunHead, 'pack' | 'sha256' | 'nullClass'> {
  return {
    pack: id,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(classEmbeds === undefined ? {} : { nullClass: classEmbeds.nullClass }),
  };
}

/** A step with its sampler, as files have it. */
export function usedBy(record: StepRecord) {
  return { ...record, sampler: samplerOf(record.settings) };
}

/** @param address with nothing left out */
export function runHead(path: Path, pack: PackInfo, address: string): RunHead {
  return {
    format: RUN_FORMAT,
    version: 1,
    address,
    ...nameInFiles(pack),
    shape: pack.sampleShape,
    classes: classesOf(pack),
    chainSteps: path.chainSteps,
    timesteps: path.timesteps,
    x0: isComplete(path) && path.tip !== null ? toBase64(path.tip.xt) : null,
    verdicts: path.verdicts,
    ...(path.natsPerWord === null ? {} : { natsPerWord: path.natsPerWord }),
  };
}
