/** The base score of a CVSS 3 vector, by FIRST's formula; nothing for what is none. */
export function cvss3Score(vector: string): number | undefined {
  if (!/^CVSS:3\.[01]\//.test(vector)) return undefined;
  const parts = Array.from(vector.matchAll(/([A-Z]+):([A-Z])(?=\/|$)/g), ([, name = '', value = '']) => [name, value] as const);
  const metrics = new Map(parts);
  // Which of two is meant, nobody knows.
  if (metrics.size < parts.length) return undefined;
  const weight = (name: string): number | undefined => {
    const value = metrics.get(name) ?? '';
    if (name === 'PR' && metrics.get('S') === 'C') return privilegesInChangedScope.get(value);
    return weights.get(name)?.get(value);
  };
  const [av, ac, pr, ui, c, i, a] = ['AV', 'AC', 'PR', 'UI', 'C', 'I', 'A'].map(weight);
  const isChanged = metrics.get('S') === 'C';
  if (av === undefined || ac === undefined || pr === undefined || ui === undefined) return undefined;
  if (c === undefined || i === undefined || a === undefined || !/^[CU]$/.test(metrics.get('S') ?? '')) return undefined;
  const base = 1 - (1 - c) * (1 - i) * (1 - a);
  const impact = isChanged ? 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15 : 6.42 * base;
  if (impact <= 0) return 0;
  const exploitability = 8.22 * av * ac * pr * ui;
  return roundedUp(Math.min(10, isChanged ? 1.08 * (impact + exploitability) : impact + exploitability));
}

const weights: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map([
  [
    'AV',
    new Map([
      ['N', 0.85],
      ['A', 0.62],
      ['L', 0.55],
      ['P', 0.2],
    ]),
  ],
  [
    'AC',
    new Map([
      ['L', 0.77],
      ['H', 0.44],
    ]),
  ],
  [
    'PR',
    new Map([
      ['N', 0.85],
      ['L', 0.62],
      ['H', 0.27],
    ]),
  ],
  [
    'UI',
    new Map([
      ['N', 0.85],
      ['R', 0.62],
    ]),
  ],
  ...['C', 'I', 'A'].map(
    (name) =>
      [
        name,
        new Map([
          ['H', 0.56],
          ['L', 0.22],
          ['N', 0],
        ]),
      ] as const,
  ),
]);

const privilegesInChangedScope: ReadonlyMap<string, number> = new Map([
  ['N', 0.85],
  ['L', 0.68],
  ['H', 0.5],
]);

/** To the next tenth, in whole numbers, as version 3.1 asks so that no machine rounds otherwise. */
function roundedUp(score: number): number {
  const fine = Math.round(score * 100_000);
  return fine % 10_000 === 0 ? fine / 100_000 : (Math.floor(fine / 10_000) + 1) / 10;
}
