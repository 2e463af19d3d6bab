import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { VariableName } from './variables.ts';

/** Reads one variable after another, and gathers what is wrong with them. A value is never part of what is said. */
export interface Reading {
  readonly value: (name: VariableName) => string | undefined;
  readonly wrong: (name: VariableName, message: string, remedy: string) => undefined;
}

/** The key as PEM, from where it is said to be; empty with a problem. */
export function readPrivateKey({ value, wrong }: Reading): string {
  const text = value('PRIVATE_KEY');
  const path = value('PRIVATE_KEY_PATH');
  if (text !== undefined && path !== undefined) {
    wrong('PRIVATE_KEY_PATH', 'is set beside PRIVATE_KEY', 'Set the one or the other.');
    return '';
  }
  if (text !== undefined) return checked(pemIn(text), 'PRIVATE_KEY', wrong);
  if (path === undefined) {
    wrong(
      'PRIVATE_KEY',
      'is not set, and neither is PRIVATE_KEY_PATH',
      'Make a private key in the settings of the App, and set one of them.',
    );
    return '';
  }
  const pem = contents(path);
  if (pem !== undefined) return checked(pem, 'PRIVATE_KEY_PATH', wrong);
  wrong('PRIVATE_KEY_PATH', 'names no file that can be read', 'Name the file with the private key of the App.');
  return '';
}

/** Line breaks are often written as `\n`, since a variable is one line; and Base64 needs none. */
function pemIn(text: string): string {
  const lines = text.replaceAll(String.raw`\n`, '\n').replace(/^"|"$/g, '');
  return lines.includes('-----') ? lines : Buffer.from(lines, 'base64').toString('utf8');
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function checked(pem: string, name: VariableName, wrong: Reading['wrong']): string {
  if (typeOf(pem) === 'rsa') return pem;
  wrong(name, 'is no RSA private key', 'Take the .pem file that GitHub gave you, from BEGIN to END, with its line breaks.');
  return '';
}

function typeOf(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}
