// What about.html lists: every package of a bundle, with its licence and the text of it.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aboutPage, licensed, packageFolder } from '../../scripts/site/about.ts';
import { root } from '../architecture/source';

describe('about.html', () => {
  it('finds the package of a module, and none for one of our own', () => {
    const at = join(root, 'node_modules');
    expect(packageFolder(join(at, '@base-ui', 'react', 'tabs', 'index.mjs'))).toBe(`${at}/@base-ui/react`);
    expect(packageFolder(join(at, 'a', 'node_modules', 'b', 'c.js?worker'))).toBe(`${at}/a/node_modules/b`);
    expect(packageFolder(join(root, 'src', 'main.tsx'))).toBeNull();
  });

  it('has a licence and its text of every dependency, those too that bring none', () => {
    for (const name of readdirSync(join(root, 'node_modules', '@tensorflow'))) {
      const found = licensed(join(root, 'node_modules', '@tensorflow', name));
      expect(found).toMatchObject({
        licence: 'Apache-2.0',
        source: expect.stringMatching(/^https:/) as string,
      });
      expect(found.text).toContain('Apache License');
    }
  });

  it('takes what packages say as text, never as markup', () => {
    const page = aboutPage(
      [
        {
          name: '<img src=x>',
          version: '1',
          licence: '"><script>',
          source: 'https://x/"',
          text: '</pre><b>',
        },
      ],
      'MIT & more',
    );
    expect(page).not.toMatch(/<img|<script|<b>$|x\/""/m);
    expect(page).toContain('&lt;img src=x&gt;');
  });
});
