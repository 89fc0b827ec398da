// A part of the page that is gone from the host when it is asked for: what is on screen stays, a sentence says why, and
// one button reloads into the same screen.

import { expect, stateOf, test, waitForState } from './page';
import { hostIn } from './static-host';

test.use({ faults: /Failed to (load|fetch)|MIME type|module script|Unable to preload/ });

// If it broke: after an update an old tab would fail without saying that a reload helps.
test('parts that a newer build has removed', async ({ page }) => {
  let gone = false;
  let newer = false;
  const host = await hostIn('/nudge/', {
    answer: (path, response) => {
      if (newer && path === '/nudge/') {
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>a newer one');
        return true;
      }
      if (!gone || !/assets\/(noise|plane|world|actions|popups|share-dialog)-/.test(path)) return false;
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
      return true;
    },
  });
  const alert = page.getByRole('alert');
  const button = page.getByRole('button', { name: 'Reload to this screen' });
  try {
    await page.goto(`${host.url}?backend=wasm#/denoise?steps=10&seed=4&target=2`);
    await waitForState(page, (state) => state.run.status === 'done');
    gone = true;
    // what another person has done of it by now may be here already: Plane is not
    await page.getByRole('tab', { name: 'Plane', exact: true }).click();
    await expect(alert).toContainText('the whole of dist/');
    await expect(page.getByRole('tab', { name: 'Denoise', exact: true })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(await stateOf(page, (_, path) => path.steps.length)).toBe(10);
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText('This part of the page did not come.');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    newer = true;
    await page.getByRole('tab', { name: 'Noise', exact: true }).click();
    await expect(page.getByText('This view did not come.')).toBeVisible();
    await expect(alert).toContainText('A newer Nudge is at this address now');
    await page.getByRole('tab', { name: 'Denoise', exact: true }).click();
    expect(await stateOf(page, (_, path) => path.steps.length)).toBe(10);
    await expect(page.getByRole('img', { name: 'Guided x_t', exact: true })).toBeVisible();
    gone = false;
    newer = false;
    await button.click();
    await waitForState(
      page,
      ({ run }, { settings: { seed, target } }) =>
        run.status === 'done' && seed === 4 && target.kind === 'class' && target.index === 2,
    );
    await expect(alert).toHaveCount(0);
    await page.getByRole('tab', { name: 'Plane', exact: true }).click();
    await expect(page.getByRole('tabpanel', { name: 'Plane', exact: true })).not.toBeEmpty();
    host.close(); // and where nothing answers, nothing is lost by the button either
    await page.getByRole('tab', { name: 'Noise', exact: true }).click();
    await expect(alert).toContainText('does not answer');
    await button.click();
    await expect(alert).toContainText('does not answer');
  } finally {
    host.close();
  }
});
