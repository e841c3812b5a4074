const form = /^(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,7})s)?$/i;

/** Seconds of `5h`, `90m`, `1h30m`, `45s`; undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  const match = form.exec(text.replaceAll(/\s+/g, ''));
  if (match === null || match[0] === '') return undefined;
  const [hours, minutes, seconds] = match.slice(1).map((digits) => Number(digits ?? 0));
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}
