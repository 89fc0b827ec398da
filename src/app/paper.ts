// Paper, forced colours and pages set from right to left: stylesheets that the first paint does without. On paper the
// theme is light, whatever it is on screen, for canvases read it too; and the address stands below.

import './forced-colours.css';
import './print.css';
import './right-to-left.css';

export function watchPrinting(): void {
  const { dataset } = document.documentElement;
  let theme: string | undefined;
  const begin = (): void => {
    theme ??= dataset['theme'];
    dataset['theme'] = 'light';
    document.body.dataset['address'] = location.href;
  };
  const end = (): void => {
    if (theme !== undefined) dataset['theme'] = theme;
    theme = undefined;
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', ({ matches }) => (matches ? begin() : end()));
}
