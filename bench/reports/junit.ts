import { createReadStream, readFileSync } from 'node:fs';
import { calls, makes, peer } from '../peers.ts';
import type { ReportBench } from '../reports.ts';

const casesPerSuite = 1000;

function suite(number: number): string {
  const cases = Array.from({ length: casesPerSuite }, (_, at) => {
    const start = `<testcase name="does what it should ${at}" classname="pkg.Suite${number}" time="0.0${at % 10}"`;
    return at === 0 ? `${start}><failure message="expected 1 &lt; 0">at line ${number}</failure></testcase>\n` : `${start}/>\n`;
  });
  return `<testsuite name="suite ${number}" tests="${casesPerSuite}" failures="1" errors="0" skipped="0" time="5">\n${cases.join('')}</testsuite>\n`;
}

/** Of what both libraries make of a report: lists of objects by the names of elements. */
function casesOf(report: unknown): object[] {
  const inside = (value: unknown, name: string): object[] =>
    [Reflect.get(Object(value), name)].flat().map((each: unknown) => Object(each));
  return inside(report, 'testsuites')
    .flatMap((all) => inside(all, 'testsuite'))
    .flatMap((each) => inside(each, 'testcase'));
}

export const bench: ReportBench = {
  name: 'junit',
  megabytes: 104,
  *generate() {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
    for (let number = 0; (yield suite(number)) !== 'enough'; number++);
    yield '</testsuites>\n';
  },
  ours: async (path) => {
    const { readReport } = await import('../../src/gates/reports/read.ts');
    const { facts } = await readReport(path);
    return `${Number(facts['testcases'])} tests, ${Number(facts['failed'])} failed`;
  },
  others: {
    'saxes, counting only': async (path) => {
      const parser = makes(peer('saxes', '6.0.0'), 'SaxesParser')();
      const found = { testcase: 0, failure: 0 };
      calls(parser, 'on')('opentag', ({ name }: { readonly name: string }) => {
        if (name === 'testcase' || name === 'failure') found[name] += 1;
      });
      const write = calls(parser, 'write');
      for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) write(piece);
      calls(parser, 'close')();
      return `${found.testcase} tests, ${found.failure} failed`;
    },
    'fast-xml-parser': (path) => {
      const parser = makes(peer('fast-xml-parser', '5.12.1'), 'XMLParser')({ ignoreAttributes: false });
      const cases = casesOf(calls(parser, 'parse')(readFileSync(path, 'utf8')));
      return Promise.resolve(`${cases.length} tests, ${cases.filter((each) => Object.hasOwn(each, 'failure')).length} failed`);
    },
    xml2js: async (path) => {
      const parse = calls(peer('xml2js', '0.6.2'), 'parseStringPromise');
      const cases = casesOf(await parse(readFileSync(path, 'utf8')));
      return `${cases.length} tests, ${cases.filter((each) => Object.hasOwn(each, 'failure')).length} failed`;
    },
  },
};
