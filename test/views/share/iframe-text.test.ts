import { expect, it } from 'vitest';
import { iframeText } from '../../../src/views/share/embed-section';

it('an iframe’s text is HTML, whatever the address holds', () => {
  const text = iframeText('https://a.example/n/', '#/denoise?target=1&turns=0y1"', ['play', 'scale'], 640);
  expect(text).toContain(
    'src="https://a.example/n/?embed=1&amp;controls=play,scale#/denoise?target=1&amp;turns=0y1&quot;"',
  );
  expect(text).toContain('title="Nudge"');
});
