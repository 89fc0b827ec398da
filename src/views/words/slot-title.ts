// Names of slots in controls: those of E2E, except where they would not be understood.

const titles: Readonly<Record<string, string>> = { eatType: 'Kind', family: 'Families' };

export function slotTitle(name: string): string {
  return titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}

/** "Kind: pub" of "eatType: pub"; what names no slot stays as it is. */
export function wishTitle(wish: string): string {
  const [slot = '', ...rest] = wish.split(': ');
  return rest.length === 0 || slot.startsWith('word ') ? wish : `${slotTitle(slot)}: ${rest.join(': ')}`;
}
