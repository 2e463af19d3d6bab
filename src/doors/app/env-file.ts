import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Sets these in a file like `.env`, leaves everything else in it as it is, and lets nobody else read it. */
export function saveToEnv(path: string, values: Readonly<Record<string, string>>): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const names = Object.keys(values);
  const kept = before
    .split('\n')
    .filter((line) => !names.some((name) => new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=`).test(line)));
  const added = Object.entries(values).map(([name, value]) => `${name}="${value.trim().replaceAll('\n', String.raw`\n`)}"`);
  const text = `${[kept.join('\n').trimEnd(), ...added].filter((part) => part !== '').join('\n')}\n`;
  const read = parseEnv(text);
  const lost = names.filter((name) => read[name] !== values[name]?.trim());
  if (lost.length > 0) throw new Error(`these cannot be written to a file of variables: ${lost.join(', ')}`);
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
}
