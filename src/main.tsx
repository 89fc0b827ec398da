import { mount } from './app/mount';

/** The build hands the styles to the printer, so that no browser waits for them with the page's first words. */
async function takeStyles(): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel=stylesheet][media=print]');
  if (link === null) return;
  if (link.sheet === null) {
    await new Promise((resolve) => {
      link.addEventListener('load', resolve);
      link.addEventListener('error', resolve);
    });
  }
  link.media = 'all';
}

void takeStyles().then(() => mount());
