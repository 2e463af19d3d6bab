import { createReadStream, readFileSync } from 'node:fs';
import type { ReportBench } from '../reports.ts';

const rules = Array.from({ length: 300 }, (_, at) => ({
  id: `rule/number-${at}`,
  shortDescription: { text: 'Something should not be done' },
  defaultConfiguration: { level: at % 3 === 0 ? 'error' : 'warning' },
  properties: { 'security-severity': String((at % 10) + 0.1), tags: ['security'] },
}));

function result(number: number): string {
  const location = (line: number) => ({
    physicalLocation: {
      artifactLocation: { uri: `packages/number-${number % 900}/src/index.ts`, uriBaseId: '%SRCROOT%', index: number % 900 },
      region: { startLine: line, startColumn: 3, endColumn: 40, snippet: { text: 'const value = query(`select ${input}`);' } },
    },
  });
  return JSON.stringify({
    ruleId: rules[number % rules.length]?.id,
    ruleIndex: number % rules.length,
    message: { text: 'A value that comes from outside is used here, and nobody has looked at it before that.' },
    locations: [location((number % 2000) + 1)],
    partialFingerprints: { primaryLocationLineHash: `${number.toString(16)}:1` },
    codeFlows: [{ threadFlows: [{ locations: Array.from({ length: 6 }, (_, at) => ({ location: location(at + 1) })) }] }],
  });
}

interface Result {
  readonly ruleIndex: number;
}

function countErrors(results: readonly Result[]): string {
  return `${results.filter(({ ruleIndex }) => ruleIndex % 3 === 0).length} errors`;
}

export const bench: ReportBench = {
  name: 'sarif',
  megabytes: 600,
  *generate() {
    yield `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scan","rules":${JSON.stringify(rules)}}},"results":[${result(0)}`;
    for (let number = 1; (yield `,${result(number)}`) !== 'enough'; number++);
    yield ']}]}';
  },
  ours: async (path) => {
    const { readReport } = await import('../../src/gates/reports/read.ts');
    const { facts } = await readReport(path);
    return JSON.stringify(facts['by_effective_level']);
  },
  others: {
    'JSON.parse': (path) => {
      const report: { readonly runs: readonly { readonly results: readonly Result[] }[] } = JSON.parse(
        readFileSync(path, 'utf8'),
      );
      return Promise.resolve(countErrors(report.runs[0]?.results ?? []));
    },
    '@streamparser/json': async (path) => {
      const { JSONParser } = await import('@streamparser/json');
      const parser = new JSONParser({ paths: ['$.runs.*.results.*'], keepStack: false });
      let errors = 0;
      parser.onValue = ({ value }) => {
        if (Number(Reflect.get(Object(value), 'ruleIndex')) % 3 === 0) errors += 1;
      };
      for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
        const bytes: Uint8Array = piece;
        parser.write(bytes);
      }
      return `${errors} errors`;
    },
  },
};
