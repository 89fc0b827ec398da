// Names of slots as controls say them: E2E's own, but for those that nobody would guess.

const titles: Readonly<Record<string, string>> = { eatType: 'Kind', family: 'Families' };

export function slotTitle(name: string): string {
  return titles[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}
