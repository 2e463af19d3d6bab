import { createReadStream } from 'node:fs';
import { decodeText } from '../../ground/encoding.ts';
import { type Problem, ProblemError } from '../../ground/problem.ts';

export interface Wanted {
  /** As the person named it. */
  readonly name: string;
  readonly path: string;
  readonly maxBytes: number;
  /** What it is for: `configuration`, `checklist`. */
  readonly what: string;
  /** UTF-8 unless said: bytes that are none are an error then, and not a guess. */
  readonly encoding?: 'utf-8' | 'guessed';
}

/** A file as text, or a problem that says why not. Read as a stream, so that a pipe works and no size is believed. */
export async function readText({ name, path, maxBytes, what, encoding }: Wanted): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(name, maxBytes);
      chunks.push(chunk);
    }
    const bytes = Buffer.concat(chunks);
    if (encoding === 'guessed') return decodeText(bytes).text;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw error instanceof ProblemError ? error : unreadable(error, name, what);
  }
}

const reasons: { readonly [code: string]: readonly [message: string, remedy: string] } = {
  ENOENT: ['is not there', 'Check the name, and the folder that it starts from.'],
  ENOTDIR: ['is not there: a part of its path is no folder', 'Check the name, and the folder that it starts from.'],
  EISDIR: ['is a folder', 'Name a file in it.'],
  EACCES: ['may not be read by this user', 'Make it readable.'],
  ELOOP: ['is a symbolic link that leads in circles', 'Name the file itself.'],
  ENAMETOOLONG: ['has a name that is too long', 'Check the name.'],
  ERR_ENCODING_INVALID_ENCODED_DATA: ['is not UTF-8 text', 'Save it as UTF-8.'],
  ERR_INVALID_ARG_VALUE: ['has a name that no file can have', 'Check the name.'],
};

function unreadable(error: unknown, file: string, what: string): ProblemError {
  const code = codeOf(error);
  const [message, remedy] = (Object.hasOwn(reasons, code) ? reasons[code] : undefined) ?? [
    `cannot be read (${code})`,
    'Try again.',
  ];
  const isOfWindows = code === 'ENOENT' && process.platform !== 'win32' && file.includes('\\');
  const also = isOfWindows ? ' Folders are parted by /, not by a backslash.' : '';
  return new ProblemError({ code: 'file.unreadable', message: `the ${what} ${message}`, remedy: `${remedy}${also}`, file });
}

function tooLarge(file: string, maxBytes: number): ProblemError {
  return new ProblemError({
    code: 'file.too-large',
    message: `the file has more than ${maxBytes} bytes, which is the most that is read`,
    remedy: 'See whether it is the right file.',
    file,
  });
}

/** Writes a file; what went wrong is handed back, because the answer itself still has to be given. */
export async function problemsOf(file: string, write: () => Promise<void>): Promise<Problem[]> {
  try {
    await write();
    return [];
  } catch (error) {
    const code = codeOf(error);
    const message = code === 'ENOENT' ? 'its folder is not there' : `the file cannot be written (${code})`;
    return [{ code: 'file.unwritable', message, remedy: 'Make the folder, or name another file.', file }];
  }
}

/** What the system calls it; messages differ from one version of Node to the next. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'UNKNOWN';
}
