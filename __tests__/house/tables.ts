const isRule = (line: string | undefined) => line?.startsWith('| ---') === true;

/** The rows of the tables under a heading of a document, as their cells. */
export function tableRows(text: string, heading: string): string[][] {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const body = lines.filter((line, at) => !isRule(line) && !isRule(lines[at + 1]));
  return body.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
