// From what a person writes to words and marks, as the model's vocabulary has them (training/words/vocabulary.py, `split`).

const CLITIC = /'(?=(?:s|t|re|ve|ll|d|m)\b)/g;
const MARK = /(-(?! ?£)|[–—,;:!?£$€%&()[\]"/]|\.(?![\d.])|'(?!(?:s|t|re|ve|ll|d|m)\b))/g;

/** "It's a pub." is It, 's, a, pub and a full stop. */
export function splitWords(text: string): readonly string[] {
  return text
    .replaceAll('’', "'")
    .replace(CLITIC, " '")
    .replace(MARK, ' $1 ')
    .split(/\s+/)
    .filter((word) => word !== '');
}
