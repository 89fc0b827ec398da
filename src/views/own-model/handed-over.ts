// Files that a person chose or dropped, by relative path: a folder's, a few files, or a single archive.

import { plainText } from '../../terms/plain-text';

/** Files by relative path. Those of a folder begin with its name. */
export type HandedOver = ReadonlyMap<string, File>;

/** Letters of a name that a header has room for. */
const LONGEST_NAME = 80;
/** A folder of more files is not a model. */
const MOST_FILES = 10_000;

/** From a file input; a chosen folder gives paths that begin with its name. */
export function fromInput(files: FileList): HandedOver {
  return new Map([...files].slice(0, MOST_FILES).map((file) => [file.webkitRelativePath || file.name, file]));
}

/** From a drop: folders are walked through. Call it in the event itself, for the items are gone after it. */
export async function fromDrop(transfer: DataTransfer): Promise<HandedOver> {
  const found = new Map<string, File>();
  const waiting: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry();
    // of a file that does not come from a disk there is none
    const file = entry === null ? item.getAsFile() : null;
    if (entry !== null) waiting.push(entry);
    else if (file !== null) found.set(file.name, file);
  }
  for (let entry = waiting.pop(); entry !== undefined && found.size < MOST_FILES; entry = waiting.pop()) {
    if (isDirectory(entry)) waiting.push(...(await childrenOf(entry)));
    else if (isFile(entry)) found.set(entry.fullPath.replace(/^\//, ''), await fileOf(entry));
  }
  return found;
}

/** What to call it: the folder's or the archive's name. */
export function nameOf(files: HandedOver): string {
  const [first = 'model'] = files.keys();
  if (files.size > 1 && !first.includes('/')) return 'model';
  return plainText(first.split('/')[0]?.replace(/\.(zip|tar|tgz|tar\.gz)$/i, '') ?? first, LONGEST_NAME);
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives its entries in portions, and an empty one at the end. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0 || children.length >= MOST_FILES) return children;
    children.push(...portion);
  }
}
