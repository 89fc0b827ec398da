// An address as it was meant, where mail, chats and people have changed it on its way.

/** Closing signs and full stops of the text around a link, as they are and as browsers encode them. */
const AFTER = /(?:[)\]}>.,;:'"’”»…]|%3E|%22|%C2%BB|%E2%80%[89]\w)+$/i;

/** A list of steerings may itself end with a point. */
const ENDS_SO = /[?&]turns=(?!\.)[^&]*g[\w-]*\.$/;

/** @param hash from "#" on; @returns "#/view" or "#/view?name=text&…" */
export function meantHash(hash: string): string {
  let text = hash.replaceAll(/&(?:amp(?:;|%3B))+/gi, '&').replaceAll(/&#0*38;/g, '&');
  if (!text.includes('?'))
    text = text.replace(/%3F.*/i, (rest) => (rest.includes('=') ? `?${rest.slice(3)}` : decoded(rest)));
  if (!ENDS_SO.test(text)) text = text.replace(AFTER, '');
  const [view = '', ...fields] = text.split('?');
  return [
    '#/' +
      decoded(view)
        .replaceAll(/[^\w-]/g, '')
        .toLowerCase(),
    ...fields,
  ].join('?');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
