import type { Level, Permissions } from '../state/who.ts';
import { problem } from './problem.ts';
import { fields } from './shape.ts';

/** What a workflow may ask for, with the names that the API has for it. */
const names = (
  'actions artifact-metadata attestations checks contents deployments discussions id-token issues models packages pages ' +
  'pull-requests security-events statuses'
).split(' ');

/** Nothing where nothing is said; what is not named is then not granted. */
export function readPermissions(value: unknown, where: string): Permissions | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === 'read-all' || value === 'write-all') {
    const level: Level = value === 'read-all' ? 'read' : 'write';
    // Nobody reads a token that says who a job is.
    const all = names.filter((name) => level === 'write' || name !== 'id-token');
    return Object.fromEntries(all.map((name) => [apiName(name), level]));
  }
  const asked = Object.entries(fields(value, where, names));
  return Object.fromEntries(
    asked.flatMap(([name, level]): [string, Level][] => {
      if (level === 'none') return [];
      if (level !== 'read' && level !== 'write') throw problem(`${where}.${name}`, 'should be read, write or none');
      return [[apiName(name), level]];
    }),
  );
}

function apiName(name: string): string {
  return name.replaceAll('-', '_');
}

/** The first that goes beyond what is there to give. */
export function exceeds(asked: Permissions, limit: Permissions): string | undefined {
  return Object.entries(asked).find(([name, level]) => limit[name] !== 'write' && limit[name] !== level)?.[0];
}
