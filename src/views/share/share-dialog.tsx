// The link to what is on screen, what it leaves out and the file that takes its place, and the same as an iframe.

import { useEffect, useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import type { LeftOut } from '../../address/complaint';
import type { Link } from '../../address/link';
import { linkTo } from '../../store/link-to';
import { useOpened } from '../../store/use-store';
import { RUN_FORMAT } from '../../terms/run-file';
import type { View } from '../view';
import { CopyField } from './copy-field';
import { EmbedSection } from './embed-section';
import styles from './keep.module.css';
import { saveFile } from './save-file';
import { sharingPictures } from './sharing-pictures';

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  turns: 'how the run was steered, for that is too long for a link: the file below holds it',
  picture: 'your picture, for pictures of one’s own are too large for a link',
  training:
    'what was trained in this tab, which the file below holds: whoever opens the link has the networks that come with Nudge, or untrained ones where the points are drawn, and gets the same training by pressing Train, for its seed is in the link',
  moved: 'the particle that you moved by hand: whoever opens the link sees it go its own way',
  model:
    'the files of the model, which is your own: it names them by the sha256 of their weights, and whoever opens it is asked for them, so send them along',
};

export function ShareDialog({ view }: { view: View }): ReactElement {
  const { store, world } = useOpened();
  const [address, setAddress] = useState<Link | null>(null);
  useEffect(() => {
    let closed = false;
    async function find(): Promise<void> {
      const found = await linkTo(store.getState(), world, view);
      if (!closed) setAddress(found);
    }
    void find();
    return () => {
      closed = true;
    };
  }, [store, world, view]);
  if (address === null) return <p className={styles.quiet}>…</p>;
  const url = new URL(address.hash, location.href).href;
  const { leftOut } = address;
  const sharing = view.sharing ?? sharingPictures;
  return (
    <div className={styles.dialog}>
      <section className={styles.section}>
        <p className={styles.text}>{sharing.again}</p>
        <CopyField label="Link" value={url} button="Copy link" />
        {leftOut.length > 0 && (
          <p className={styles.trouble}>
            It leaves out {leftOut.map((what) => LEFT_OUT[what]).join('; and ')}.
          </p>
        )}
        {view.shows.run && (
          <RunFile
            view={view}
            opens={sharing.opens}
            wanted={leftOut.some((what) => what === 'turns' || what === 'training')}
          />
        )}
      </section>
      {view.embeds !== null && <EmbedSection hash={address.hash} offer={sharing.embedded} />}
      <p className={styles.text}>
        <a href="./about.html" target="_blank" rel="noopener">
          About Nudge, and the licences of what it is made of
        </a>
      </p>
    </div>
  );
}

interface RunFileProps {
  readonly view: View;
  /** How it is opened again. */
  readonly opens: string;
  readonly wanted: boolean;
}

/** The run as a file: it holds a history of any length, and what was trained. */
function RunFile({ view, opens, wanted }: RunFileProps): ReactElement {
  const nudge = useOpened();
  async function save(): Promise<void> {
    const { store, world, actions } = nudge;
    try {
      const { hash } = await linkTo(store.getState(), world, view, true);
      const more = await world.inFile?.(nudge);
      const text = JSON.stringify({ format: RUN_FORMAT, version: 1, address: hash, ...more });
      saveFile(new Blob([text], { type: 'application/json' }), 'nudge-run.json');
    } catch (error) {
      actions.fail(error);
    }
  }
  return (
    <div className={styles.field}>
      <Button onClick={() => void save()}>Save the run as a file</Button>
      <p className={styles.text}>
        {wanted ? 'Send it along with the link. ' : ''}
        {opens}
      </p>
    </div>
  );
}
