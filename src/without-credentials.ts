/** A text in which no URL shows who asks, or by what password or token. */
export function withoutCredentials(text: string): string {
  return text.replaceAll(/(https?:\/\/)[^/\s'"]*@/gi, '$1');
}
