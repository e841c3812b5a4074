/** What the user gave, to be shown; not what may be the text of a key or of a whole file. */
export function shown(text: string): string {
  if (text.includes('PRIVATE KEY')) return 'The text of a private key';
  if (/\p{Cc}/u.test(text) || text.length > 80) return 'A long text';
  return text === '' ? 'An empty text' : `\`${text}\``;
}
