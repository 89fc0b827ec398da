// What a drop is, by names and types alone, and what is said of it.

import { expect, it } from 'vitest';
import { dropText, kindOf, refusalOf, type DroppedThing } from '../../src/views/dropped';
import { views } from '../../src/views/registry';

const thing = (name: string, type = '', isFolder = false): DroppedThing => ({ name, type, isFolder });

it.each<readonly [string, ReturnType<typeof kindOf>, readonly DroppedThing[]]>([
  ['a picture', 'picture', [thing('cat.png', 'image/png')]],
  ['a picture without a type', 'picture', [thing('cat.JPG')]],
  ['a picture without a name that says so', 'picture', [thing('download', 'image/webp')]],
  ['a drawing', 'picture', [thing('cat.svg', 'image/svg+xml')]],
  ['several pictures', 'picture', [thing('a.png'), thing('b.png')]],
  ['a folder', 'model', [thing('digits', '', true)]],
  ['a folder among pictures', 'model', [thing('a.png'), thing('digits', '', true)]],
  ['an archive', 'model', [thing('digits.zip', 'application/zip')]],
  ['an archive as Windows calls it', 'model', [thing('digits', 'application/x-zip-compressed')]],
  ['an archive of a cluster', 'model', [thing('checkpoint.tar.gz', 'application/gzip')]],
  ['an archive that is refused by name', 'model', [thing('digits.7z')]],
  ['weights of PyTorch’s own, which are told how to be converted', 'model', [thing('model.pt')]],
  ['the files of a model', 'model', [thing('model_index.json'), thing('a.png')]],
  ['weights alone', 'model', [thing('model.safetensors')]],
  ['a run', 'run', [thing('run.json', 'application/json')]],
  ['points', 'points', [thing('moons.csv', 'text/csv')]],
  ['points as Excel calls them', 'points', [thing('moons.csv', 'application/vnd.ms-excel')]],
  ['a document', null, [thing('thesis.pdf', 'application/pdf')]],
  ['nothing', null, []],
])('%s is of kind %s', (_, kind, things) => {
  expect(kindOf(things)).toBe(kind);
});

it('every kind is taken by a view', () => {
  const taken = new Set(views.flatMap(({ drops }) => drops));
  expect([...taken].toSorted()).toEqual(['model', 'picture', 'points', 'run']);
});

it('on a view that does not take it, a drop is answered with who would', () => {
  const wrong = {
    model: [thing('digits.zip')],
    picture: [thing('cat.png')],
    run: [thing('run.json')],
    points: [thing('moons.csv')],
  };
  for (const view of views) {
    for (const kind of ['model', 'picture', 'run', 'points'] as const) {
      if (view.drops.includes(kind)) continue;
      const said = refusalOf(wrong[kind], false, view.drops, view, views);
      const taker = views.find(({ drops }) => drops.includes(kind))!;
      expect(said).toContain(`“${wrong[kind][0]!.name}” is`);
      expect(said).toContain(`which ${taker.title} takes`);
      expect(said).toContain(`${view.title} takes `);
      expect(said).toMatch(/^[^.]*(\.\w+[^.]*)*\.$/); // one sentence
    }
  }
});

it('a model and a saved run may be dropped on every view, and each kind of model is opened by one', () => {
  for (const { drops } of views) expect(drops).toEqual(expect.arrayContaining(['model', 'run']));
  const opened = views.flatMap(({ opens }) => opens ?? []);
  expect(opened.toSorted()).toEqual(['pictures', 'sentences']);
});

it('while something is dragged, says what the view takes', () => {
  for (const view of views) expect(dropText(view)).toMatch(/^Drop .*a saved run \(\.json\)$/);
});

it('of nothing that can be opened, all views say what they take', () => {
  const [view] = views;
  const said = refusalOf([thing('thesis.pdf')], false, view!.drops, view!, views);
  for (const { title } of views) expect(said).toContain(`${title} takes `);
});

it('of an address and of text says what they are, and where nothing is taken says that', () => {
  const [view] = views;
  expect(refusalOf([], true, view!.drops, view!, views)).toContain('an address and no file');
  expect(refusalOf([], false, view!.drops, view!, views)).toContain('text and no file');
  expect(refusalOf([thing('cat.png')], false, [], view!, views)).toContain('nothing is taken here');
});
