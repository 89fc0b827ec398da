// The words of a vocabulary that are written most like one that it has not.

/** @returns at most `most`, the nearest first; of equally near ones, those that come first */
export function similarWords(word: string, words: readonly string[], most = 3): readonly string[] {
  const asked = word.toLowerCase();
  return words
    .filter((each) => Math.abs(each.length - asked.length) <= farthest(each)) // what is pasted may be very long
    .map((each) => ({ each, away: distance(asked, each.toLowerCase()) }))
    .filter(({ each, away }) => away <= farthest(each) && away < Math.max(each.length, asked.length))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, most)
    .map(({ each }) => each);
}

/** As many letters as a word may differ in. */
const farthest = ({ length }: string): number => Math.max(2, Math.ceil(length / 3));

/** Letters to change, to add or to take away (Levenshtein 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
