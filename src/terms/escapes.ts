// Percent-encoding of the characters that part things in a text form, and of nothing else.

export function escaped(text: string, special: RegExp): string {
  return text.replaceAll(special, (character) => {
    const code = encodeURIComponent(character);
    return code === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : code;
  });
}

/** @throws URIError for a broken escape */
export function unescaped(text: string): string {
  return decodeURIComponent(text);
}
