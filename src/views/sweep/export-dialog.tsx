// What can be kept of a sweep, a line a kind.

import { useState, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { useOpened } from '../../store/use-store';
import { reportOf } from '../../terms/errors';
import { LateDialog } from '../share/late-dialog';
import { saveFile } from '../share/save-file';
import { csvOf, jsonOf, pngOf, svgOf, type Exported } from './files';
import { selectAsked, selectSweep } from './shown';
import styles from './sweep.module.css';
import { useShown } from './use-tradeoff';

type Make = (exported: Exported) => Blob | Promise<Blob>;

const text = (type: string, made: string): Blob => new Blob([made], { type });

const KINDS: readonly { readonly name: string; readonly about: string; readonly make: Make }[] = [
  {
    name: 'CSV',
    about: 'The table, with the ends of every interval, for other programs.',
    make: (exported) => text('text/csv', csvOf(exported)),
  },
  {
    name: 'JSON',
    about: 'Settings, every sample’s verdict and features, and the measures.',
    make: (exported) => text('application/json', jsonOf(exported)),
  },
  { name: 'PNG', about: 'The samples, a row a scale.', make: pngOf },
  {
    name: 'SVG',
    about: 'The trade-off, for papers and slides.',
    make: () => {
      const plot = document.querySelector('svg[aria-label^="Trade-off"]');
      return text('image/svg+xml', plot instanceof SVGSVGElement ? svgOf(plot) : '');
    },
  },
];

interface ExportDialogProps {
  readonly onClose: () => void;
}

export function ExportDialog({ onClose }: ExportDialogProps): ReactElement {
  const shown = useShown();
  const { store } = useOpened();
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async (name: string, make: Make): Promise<void> => {
    const state = store.getState();
    const of = selectAsked(state);
    if (of === null) return;
    try {
      // the address follows what is on screen
      const blob = await make({ of, sweep: selectSweep(state), shown, address: location.href });
      saveFile(blob, `nudge-${of.pack.id}-sweep-${of.made.target}.${name.toLowerCase()}`);
      setTrouble(null);
    } catch (error) {
      setTrouble(reportOf(error).message);
    }
  };
  return (
    <LateDialog title="Export" open onOpenChange={onClose}>
      <div className={styles.files}>
        {KINDS.map(({ name, about, make }) => (
          <p key={name}>
            <Button wide onClick={() => void save(name, make)}>
              {name}
            </Button>
            {about}
          </p>
        ))}
        {trouble !== null && <p role="alert">{trouble}</p>}
      </div>
    </LateDialog>
  );
}
