import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../src/checklist/assemble.ts';
import { readConfig } from '../../src/checklist/config.ts';
import { understandAlone } from '../../src/checklist/lint/reading.ts';
import type { Phase } from '../../src/checklist/model.ts';
import { profileFile, profileNames } from '../../src/checklist/profiles.ts';
import { readChecklist } from '../../src/checklist/written.ts';
import { gates } from '../../src/gates/registry.ts';
import { filesUnder, read } from './sources.ts';

const catalogue = filesUnder('checklists/catalogue', '.yml').map((file) => ({ file, text: read(file) }));

function itemsOf(profile: string) {
  const file = profileFile(profile);
  return understandAlone(readChecklist({ file, text: read(`checklists/${file}`) }), catalogue).entries.map(({ item }) => item);
}

test('every profile is listed, and every one that is listed is there', () => {
  expect(filesUnder('checklists/profiles', '.yml').toSorted()).toEqual(
    profileNames.map((name) => `checklists/${profileFile(name)}`).toSorted(),
  );
  expect(profileNames.filter((name) => !read('docs/configuration.md').includes(`| \`${name}\` |`))).toEqual([]);
});

describe.each([...profileNames])('every item of %s', (profile) => {
  const items = itemsOf(profile);

  test('has a word on why and how, and an id by which people can speak of it', () => {
    expect(items.filter(({ why = '', how = '' }) => why === '' || how === '').map(({ id }) => id)).toEqual([]);
    expect(items.filter(({ id, control }) => control === undefined && id.includes('.')).map(({ id }) => id)).toEqual([]);
    expect(items.filter(({ title }) => title.includes('{{'))).toEqual([]);
  });

  test('stands only where it may', () => {
    const never = items.filter(
      ({ asked, proof, phase }) => asked !== 'each-release' && (proof.by !== 'person' || phase === 'verify'),
    );
    expect(never.map(({ id }) => id)).toEqual([]);
  });
});

/** How many items of each level and phase; what is taken out or weakened shows here. */
const sizes: { readonly [profile: string]: { readonly [of: string]: number } } = {
  essentials: { 'must merge': 55, 'may merge': 1 },
};

test.each(Object.entries(sizes))('%s has all its items, none of them weaker', (profile, expected) => {
  const counted = Map.groupBy(itemsOf(profile), ({ level, phase }) => `${level} ${phase}`);
  expect(Object.fromEntries([...counted].map(([of, { length }]) => [of, length]))).toEqual(expected);
  expect(profileNames.every((name) => Object.hasOwn(sizes, name))).toBe(true);
});

/** The line of each requirement in the checklist that a profile was made after, and the item that asks for it. */
const lines: { readonly [profile: string]: { readonly [id: string]: readonly number[] } } = {
  essentials: {
    'secrets-outside-code': [5],
    'https-only': [6],
    'security-headers': [7, 94],
    'cors-known-origins': [8],
    'rate-limits': [9],
    'sql-parameters': [10],
    'output-encoding': [11],
    'dependencies-audited': [12, 87, 88],
    'images-scanned': [13],
    coverage: [17],
    'integration-tests': [18],
    'critical-paths-tested': [19],
    'load-tested': [20, 91],
    'dynamic-scan': [21],
    'smoke-tests': [22],
    'structured-logs': [26],
    'logs-in-one-place': [27, 101],
    'metrics-exported': [28, 104],
    dashboards: [29],
    tracing: [30],
    'errors-tracked': [31],
    'seen-from-outside': [32],
    'alert-rules': [33],
    pipeline: [37],
    'tests-on-each-change': [17, 38],
    'gradual-rollout': [39],
    'rollback-ready': [40],
    'migrations-both-ways': [41],
    'risky-changes-switchable': [42],
    'deployments-announced': [43],
    'backups-scheduled': [47],
    'backup-restored': [48],
    'point-in-time-recovery': [49],
    'retention-decided': [50],
    'personal-data-mapped': [51],
    'encrypted-at-rest': [52],
    'encrypted-in-transit': [53, 95],
    'infrastructure-as-code': [57],
    'scales-by-itself': [58],
    'health-endpoints': [59, 98],
    'resource-limits': [60],
    'several-zones': [61],
    'assets-near-users': [62],
    'flood-protection': [63],
    'api-described': [67],
    'architecture-drawn': [68],
    runbook: [69],
    'incident-playbook': [70],
    'on-call': [71],
    'service-levels': [72],
    'stops-cleanly': [76],
    'connection-pools': [77],
    'circuit-breakers': [78],
    'retries-back-off': [79],
    'timeouts-everywhere': [80],
    'failure-rehearsed': [81],
  },
};

test.each(Object.entries(lines))('every item of %s was asked for', (profile, asked) => {
  expect(itemsOf(profile).map(({ id }) => id)).toEqual(Object.keys(asked));
});

/** A target and a source for every gate, so that each is as good as configured. */
const everyGate = `version: 1
checklist: essentials
targets: { production: { url: 'https://shop.example' } }
gates:
${gates.map(({ id, needs }) => `  ${id}: ${needs.includes('target') ? '{ target: production }' : id === 'checks' ? '{ source: { required: [{ name: test, app: github-actions }] } }' : '{ source: { files: report } }'}`).join('\n')}
`;

test('essentials: what its gates prove, and what they are shown beside, is what the documentation says', () => {
  const text = everyGate.split('\n').filter((line) => !/^ {2}(?:reviews|tls-report):/.test(line));
  const { checklist } = assemblePolicy({
    config: readConfig({ file: 'gonogo.yml', text: text.join('\n') }),
    checklists: [readChecklist({ file: 'essentials.yml', text: read(`checklists/${profileFile('essentials')}`) })],
    commit: 'c',
    catalogue,
  });
  const named = checklist.items.flatMap(({ id, proof }) =>
    proof.by === 'gate'
      ? [{ id, gate: proof.use.gate, as: 'proof' }]
      : proof.by === 'person'
        ? proof.support.map(({ gate }) => ({ id, gate, as: 'support' }))
        : [],
  );
  const idsOf = (gate: string, as: string) =>
    named
      .filter((each) => each.gate === gate && each.as === as)
      .map(({ id }) => `\`${id}\``)
      .toSorted()
      .join(', ');
  const rows = [...new Set(named.map(({ gate }) => gate))].toSorted().map((gate) => {
    const [proves, beside] = [idsOf(gate, 'proof'), idsOf(gate, 'support')];
    return `| \`${gate}\` | ${proves}${proves && ' '}| ${beside}${beside && ' '}|`;
  });
  const shown = read('docs/configuration.md').split('| gate | proves | is shown beside |')[1]?.split('\n\n')[0];
  expect(shown?.split('\n').slice(2)).toEqual(rows);
});

const phases: { readonly [written: string]: Phase } = {
  'pre-deploy': 'merge',
  'sign-off': 'sign-off',
  'go-live': 'deploy',
  'post-deploy': 'verify',
  'first-24h': 'day',
  'first-week': 'week',
  'first-month': 'month',
  rollback: 'rollback',
};

interface Row {
  readonly phase: string;
  readonly text: string;
  readonly line: number;
}

/** Beside the checkout there may be a table of those checklists, a requirement a row. Where there is none, the tests above hold what is in it. */
function rowsOf(profile: string): Row[] {
  const file = fileURLToPath(new URL('../../../shared/seeds/items.tsv', import.meta.url));
  if (!existsSync(file)) return [];
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((row) => row.split('\t'));
  return rows
    .filter(([name, , , , , , kind]) => name === profile && kind !== 'group' && kind !== 'note')
    .map((row) => ({ phase: row[3] ?? '', text: row[2] ?? '', line: Number(row[10]) }));
}

test.each(Object.entries(lines))(
  'every row of the table has its item in %s, in its phase and in other words',
  (profile, asked) => {
    const items = new Map(itemsOf(profile).map((item) => [item.id, item]));
    const rows = rowsOf(profile);
    const without = rows.filter(({ line, phase }) => {
      const ids = Object.keys(asked).filter((id) => asked[id]?.includes(line));
      return !ids.some((id) => items.get(id)?.phase === phases[phase]);
    });
    expect(without).toEqual([]);
    const said = new Set([...items.values()].flatMap(({ title, criteria }) => [title, ...criteria]));
    expect(rows.filter(({ text }) => said.has(text))).toEqual([]);
  },
);
