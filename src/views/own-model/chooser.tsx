// A button that asks for a folder, or for an archive, a few files of a model or a saved run.

import { useRef, type ReactElement } from 'react';
import { Button } from '../../controls/button';
import { fromInput, type HandedOver } from './handed-over';

interface ChooserProps {
  readonly label: string;
  readonly folder: boolean;
  readonly onTake: (files: HandedOver) => void;
}

export function Chooser({ label, folder, onTake }: ChooserProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{label}</Button>
      <input
        ref={(element) => {
          input.current = element;
          if (element !== null) element.webkitdirectory = folder;
        }}
        type="file"
        hidden
        aria-label={label}
        multiple={!folder}
        accept={folder ? undefined : '.zip,.tar,.tgz,.gz,.json,.safetensors,application/zip,application/json'}
        onChange={(event) => {
          if (event.target.files !== null) onTake(fromInput(event.target.files));
          event.target.value = '';
        }}
      />
    </>
  );
}
