// Drawn points as text for the address: four characters a point, x and y to 1/1000 of the plane and the class. What is
// not such text gives no points.

/** One drawn point: x and y from -3 to 3, and the index of its class. */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** The plane reaches from -REACH to REACH on both axes. */
export const REACH = 3;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LEVELS = 1024; // 10 bits an axis
const BASE = 64;
const LENGTH = 4; // 24 bits: 10 + 10 + 3, and one to spare

/** For addresses: four characters a point. x and y are rounded to 1/1000 of the plane. */
export function drawnText(points: readonly DrawnPoint[]): string {
  return points
    .map(({ x, y, label }) => {
      let number = (level(x) * LEVELS + level(y)) * 8 + (label & 7);
      let text = '';
      for (let i = 0; i < LENGTH; i++) {
        text = DIGITS.charAt(number % BASE) + text;
        number = Math.floor(number / BASE);
      }
      return text;
    })
    .join('');
}

/** @returns [] for anything that `drawnText` does not write */
export function parseDrawn(text: string): readonly DrawnPoint[] {
  if (text.length % LENGTH !== 0) return [];
  const points: DrawnPoint[] = [];
  for (let i = 0; i < text.length; i += LENGTH) {
    let number = 0;
    for (let j = 0; j < LENGTH; j++) {
      const digit = DIGITS.indexOf(text.charAt(i + j));
      if (digit < 0) return [];
      number = number * BASE + digit;
    }
    if (number >= LEVELS * LEVELS * 8) return [];
    const places = Math.floor(number / 8);
    points.push({ x: place(Math.floor(places / LEVELS)), y: place(places % LEVELS), label: number % 8 });
  }
  return points;
}

function level(value: number): number {
  return Math.max(0, Math.min(LEVELS - 1, Math.round(((value + REACH) / (2 * REACH)) * (LEVELS - 1))));
}

function place(step: number): number {
  return (step / (LEVELS - 1)) * 2 * REACH - REACH;
}
