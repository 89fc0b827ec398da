// Makes the icons of the installed page in public/ from its mark. `node docs/icons.mjs`, after a change of the mark.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { findBrowser } from '../test/e2e/find-browser.mjs';

const icons = [
  { name: 'icon-180', size: 180, share: 0.72, radius: 0 }, // iOS rounds it
  { name: 'icon-192', size: 192, share: 0.74, radius: 0.2 },
  { name: 'icon-512', size: 512, share: 0.74, radius: 0.2 },
  { name: 'icon-maskable-512', size: 512, share: 0.56, radius: 0 }, // within the safe circle
];

const mark = `<g fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
  <circle stroke="#475a7d" cx="5" cy="14.5" r="2.8" />
  <path stroke="#d9501a" d="M8 11.5 15.5 4M10.6 4h4.9v4.9" /></g>`;

const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox'] });
try {
  for (const { name, size, share, radius } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const scale = (size * share) / 17;
    const [x, y] = [size / 2 - 9.1 * scale, size / 2 - 9.9 * scale]; // the mark's own middle
    await page.setContent(`<body style="margin:0"><svg width="${size}" height="${size}" style="display:block">
      <rect width="${size}" height="${size}" rx="${size * radius}" fill="#fbfaf6" />
      <g transform="translate(${x} ${y}) scale(${scale})">${mark}</g></svg>`);
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(fileURLToPath(new URL(`../public/${name}.png`, import.meta.url)), png);
    await page.close();
  }
} finally {
  await browser.close();
}
