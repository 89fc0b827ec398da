// docs/formats.md: what people have in hand, what comes of it, and what is said.

import type { Case } from './case';
import type { Outcome } from './outcome';

const HEAD = `# What opens, and what does not

Every row is a test (\`test/pack/formats\`), and this page is written from them by \`npm run formats\`. What opens runs as diffusers computes it; the last column is what the page says, on the card of the model that opened or in the sentence that refuses it.
`;

const RESULTS: Readonly<Record<string, string>> = { opens: 'opens', asks: 'asks' };

export function tableOf(
  cases: readonly (readonly [string, readonly Case[]])[],
  outcomes: ReadonlyMap<string, Outcome>,
): string {
  const parts = cases.map(([part, all]) => {
    const rows = all.map(({ what }) => {
      const { comes, says } = outcomes.get(`${part}: ${what}`) ?? { comes: '', says: [] };
      return [what, RESULTS[comes] ?? `refused (\`${comes}\`)`, cell(says.join(' '))];
    });
    const table = [['in hand', 'what comes', 'what is said'], ['---', '---', '---'], ...rows];
    return `## ${part}\n\n<!-- prettier-ignore -->\n${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
  });
  return [HEAD, ...parts].join('\n');
}

/** Sentences as they are, on one line; a time that was measured is this machine's alone. */
function cell(text: string): string {
  return (
    text
      .replaceAll(/\d[\d.]* (ms|s|min|h)\b/g, '…')
      .replaceAll('|', '\\|')
      .replaceAll(/[*_<>]/g, (mark) => `\\${mark}`)
      .replaceAll('\n', '<br>') || '–'
  );
}
