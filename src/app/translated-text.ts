// Translators put an element where a text stood. React goes on with the text that it made: one that changes would stand
// still, and one that goes would throw. So such a text is put back, empty, before what stands for it; when it is given
// words again, or goes, what stood for it goes too. Where nothing is replaced, nothing is done.

/** A text of React's that something else stands for. */
interface Replaced {
  readonly text: Text;
  readonly words: string;
  by: Element | Text;
}

export function keepTexts(root: Node): void {
  const replaced = new WeakMap<Node, Replaced>();

  const isTaken = (node: Node): boolean => replaced.get(node)?.by === node;

  const stand = (known: Replaced, by: Replaced['by']): void => {
    known.by = by;
    replaced.set(known.text, known).set(by, known);
  };

  const free = ({ text, by }: Replaced, words = text.data): void => {
    replaced.delete(text);
    replaced.delete(by);
    text.data = words;
  };

  /** A text has gone, or what stands for one, or has been moved. */
  function left(node: Node, standIn: Replaced['by'] | null): void {
    const known = replaced.get(node);
    if (known === undefined) {
      if (standIn === null || !(node instanceof Text) || node.data === '') return;
      if (standIn.contains(node)) node.replaceWith(node.cloneNode());
      const words = node.data;
      node.data = '';
      standIn.before(node);
      observer.observe(node, { characterData: true });
      stand({ text: node, words, by: standIn }, standIn);
    } else if (known.by === node) {
      if (!known.text.isConnected || node.parentNode === known.text.parentNode) return;
      if (standIn === null || standIn === known.text) free(known, known.text.data || known.words);
      else stand(known, standIn);
    } else if (known.text.parentNode === known.by.parentNode) {
      known.text.after(known.by);
    } else {
      free(known);
      known.by.remove();
    }
  }

  const observer = new MutationObserver((records) => {
    const added = records.filter(({ addedNodes }) => addedNodes.length > 0);
    for (const record of records) {
      for (const node of record.removedNodes) left(node, standInOf(record, added, isTaken));
      const known = record.type === 'characterData' ? replaced.get(record.target) : undefined;
      if (known === undefined || known.text.data === '') continue;
      free(known);
      known.by.remove();
    }
    observer.takeRecords(); // of what was done here
  });
  observer.observe(root, { childList: true, subtree: true });
}

/** What others than React have put where a record says that one node has gone; what is taken stands for another. */
function standInOf(
  gone: MutationRecord,
  added: readonly MutationRecord[],
  isTaken: (node: Node) => boolean,
): Replaced['by'] | null {
  if (gone.removedNodes.length > 1) return null;
  for (const { target, addedNodes, previousSibling, nextSibling } of [gone, ...added]) {
    if (target !== gone.target) continue;
    const between = previousSibling === gone.previousSibling && nextSibling === gone.nextSibling;
    for (const node of addedNodes) {
      const there = between || node === gone.previousSibling || node === gone.nextSibling;
      const isPart = node instanceof Element || node instanceof Text;
      if (there && isPart && node.parentNode === target && !isTaken(node) && !isReacts(node)) return node;
    }
  }
  return null;
}

/** React leaves properties of its own at all that it makes. */
const isReacts = (node: Node): boolean => Object.keys(node).some((key) => key.startsWith('__react'));
