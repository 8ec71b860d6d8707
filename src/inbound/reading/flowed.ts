/** A line of format=flowed, taken apart. */
interface FlowedLine {
  depth: number;
  text: string;
}

function readLine(line: string): FlowedLine {
  let depth = 0;
  while (line[depth] === '>') depth++;
  const rest = line.slice(depth);
  // A blank is put before lines that begin with one, with `>` or with "From ".
  return { depth, text: rest.startsWith(' ') ? rest.slice(1) : rest };
}

/**
 * Joins the lines that a mail program has broken (RFC 3676).
 *
 * @param deletesSpace whether the blank at the end of a broken line was put there too.
 */
export function undoFlowed(text: string, deletesSpace: boolean): string {
  const paragraphs: string[] = [];
  let pieces: string[] = [];
  let depth = 0;
  const close = (): void => {
    if (pieces.length > 0) paragraphs.push((depth > 0 ? `${'>'.repeat(depth)} ` : '') + pieces.join(''));
    pieces = [];
  };
  for (const raw of text.split('\n')) {
    const line = readLine(raw);
    if (line.depth !== depth || line.text === '-- ') close();
    depth = line.depth;
    const isBroken = line.text.endsWith(' ') && line.text !== '-- ';
    pieces.push(isBroken && deletesSpace ? line.text.slice(0, -1) : line.text);
    if (!isBroken) close();
  }
  close();
  return paragraphs.join('\n');
}
