import { describe, expect, it } from 'vitest';
import { embedComplaint, embedQuery, parseEmbed } from '../../src/address/embed';

describe('an embedded page', () => {
  it('has the controls that its address names, in the page’s own order', () => {
    expect(parseEmbed('?embed=1&controls=scale,play')).toEqual({ controls: ['play', 'scale'] });
    expect(parseEmbed('?embed=1')).toEqual({ controls: [] });
    expect(parseEmbed(embedQuery(['target', 'seed']))).toEqual({ controls: ['target', 'seed'] });
  });

  it.each(['', '?embed=0', '?embed=yes', '?controls=play'])('is none for "%s"', (query) => {
    expect(parseEmbed(query)).toBeNull();
  });

  it('names a control that there is not', () => {
    expect(embedComplaint('?embed=1&controls=play,dance')).toMatch(
      /^There is no control “dance”; there are play, /,
    );
    expect(embedComplaint('?embed=1&controls=play')).toBeNull();
  });
});
