import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { gateMayImport, narrow, noGate, packages, pure, rooms } from './rooms.ts';
import { type Import, type Scan, scan } from './scanner.ts';
import { lineOf, read } from './sources.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const table = '__tests__/house/rooms.ts';
const manifest: Manifest = JSON.parse(read('package.json'));
const shipped = new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }));
const installed = new Set([...shipped, ...Object.keys(manifest.devDependencies ?? {})]);
const builtin = new Set(builtinModules);

/** What a pure room would have to be told by its caller. */
const impure: readonly (readonly [RegExp, string])[] = [
  [
    /\bDate\.now\b|\bnew\s+Date\s*(?:\(\s*\)|[;,)\]])|(?<!new\s+)(?<![\w$.])Date\s*\(|\bperformance\b|\bTemporal\.Now\b/,
    'the clock',
  ],
  [
    /\.(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)\s*\(/,
    'the time zone of the machine',
  ],
  [/\.toLocale\w+\s*\(|\.localeCompare\s*\(|\bIntl\.\w+\s*\(\s*(?:\)|undefined)/, 'the language of the machine'],
  [/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/, 'chance'],
  [/(?<![\w$.])process\s*(?:\.|\?\.|\[)|\bimport\.meta\b|\bglobalThis\b/, 'the environment'],
  [/(?<![\w$.])(?:fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(/, 'the network'],
  [/(?<![\w$.])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/, 'a timer'],
  [/(?<![\w$.])console\s*\./, 'the console'],
];

export function roomOf(file: string): string {
  return file.split('/')[1] ?? '';
}

/** Everything in which this file of src/ breaks the import table, a sentence each. */
export function breaches(file: string, source: string): string[] {
  const room = roomOf(file);
  const known = Object.keys(rooms);
  if (!known.includes(room)) {
    return [`${file}: src/${room} is no room of the house. The rooms are ${known.join(', ')}: ${table}:${tableLine('rooms')}`];
  }
  const seen = scan(source);
  return [...seen.imports.flatMap((found) => breachesOf(file, found)), ...impurities(file, seen)];
}

function breachesOf(file: string, found: Import): string[] {
  const { specifier } = found;
  const say = (what: string) => [`${file}:${found.line}: imports ${specifier}, ${what}`];
  if (specifier === '?') return say('which is computed: write the name out, so that the table can be checked');
  if (specifier.startsWith('.')) return breachesInside(file, found).flatMap(say);
  if (specifier.startsWith('node:')) {
    const may = pure[roomOf(file)];
    if (!may || may.includes(specifier)) return [];
    return say(`and ${roomOf(file)} is pure: take what you need as an argument (or ${table}:${tableLine('pure', roomOf(file))})`);
  }
  if (builtin.has(specifier)) return say(`write node:${specifier}`);
  return breachesOutside(file, found).flatMap(say);
}

function breachesInside(file: string, { specifier, kind }: Import): string[] {
  const room = roomOf(file);
  const target = posix.join(posix.dirname(file), specifier);
  if (target === 'package.json' && room === 'doors') return [];
  if (!target.startsWith('src/')) return ['which is outside src/'];
  if (!target.endsWith('.ts')) return ['which does not end in .ts'];
  const inside = target.slice('src/'.length);
  if (isGate(file) && kind !== 'dynamic' && !reaches(gateMayImport, inside)) {
    return [
      `but a gate file loads only ${gateMayImport.join(', ')} at its top; import the rest inside collect: ${table}:${tableLine('gateMayImport')}`,
    ];
  }
  const other = roomOf(target);
  if (other === room) return [];
  const may = rooms[room] ?? [];
  if (!may.includes(other)) {
    return [`but ${room} may import ${may.join(', ') || 'no other room'}; the agreement is ${table}:${tableLine('rooms', room)}`];
  }
  const only = narrow[room]?.[other];
  if (!only || reaches(only, inside)) return [];
  return [`but of ${other}, ${room} may import only ${only.join(', ')}; the agreement is ${table}:${tableLine('narrow', room)}`];
}

function breachesOutside(file: string, { specifier, kind }: Import): string[] {
  const room = roomOf(file);
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (!(kind === 'type' ? installed : shipped).has(name)) return ['which package.json does not list as a dependency'];
  if (isGate(file) && kind !== 'dynamic') return ['but a gate file loads packages inside collect, by await import'];
  const owner = Object.keys(packages).find((key) => (key.endsWith('*') ? name.startsWith(key.slice(0, -1)) : name === key));
  const places = owner === undefined ? undefined : packages[owner];
  if (owner !== undefined && places && !reaches(places, file.slice('src/'.length))) {
    return [`but only ${places.join(', ')} may; the agreement is ${table}:${tableLine('packages', owner)}`];
  }
  if (!places && pure[room])
    return [`and ${room} is pure: name the package in ${table}:${tableLine('packages')} if it is pure too`];
  return [];
}

function impurities(file: string, { code }: Scan): string[] {
  if (!pure[roomOf(file)]) return [];
  return impure.flatMap(([pattern, what]) =>
    [...code.matchAll(new RegExp(pattern, 'g'))].map(
      (match) => `${file}:${lineOf(code, match.index)}: ${match[0].trim()} uses ${what}; a pure room takes it as an argument`,
    ),
  );
}

function isGate(file: string): boolean {
  return /^src\/gates\/[^/]+\.ts$/.test(file) && !noGate.includes(file.slice('src/'.length));
}

/** A place ending in a slash is a folder. */
function reaches(places: readonly string[], inside: string): boolean {
  return places.some((place) => (place.endsWith('/') ? inside.startsWith(place) : inside === place));
}

/** The line of the table on which to change the agreement. */
function tableLine(name: string, key?: string): number {
  const lines = read(table).split('\n');
  const from = lines.findIndex((line) => line.startsWith(`export const ${name}:`));
  const below =
    key === undefined ? 0 : lines.slice(from).findIndex((line) => line.trim().replaceAll("'", '').startsWith(`${key}:`));
  return from + Math.max(0, below) + 1;
}
