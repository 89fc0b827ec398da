// node bench/objectives.mjs [distributions] [seeds] [cosine|linear] [steps of a sample]; the first two are lists with
// commas.

import { spawnSync } from 'node:child_process';
import { bundleForNode } from './node-bundle.mjs';

const bundle = await bundleForNode('objectives.ts', 'objectives');
process.exitCode = spawnSync('node', [bundle, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
