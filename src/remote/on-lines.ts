/** Lines as they become whole; rsync ends those of its progress with a carriage return. */
export function onLines(take: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split(/[\r\n]/);
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  };
}
