// Types are blanked out in place by Node itself, so lines and columns stay true without source maps.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { counting } from './jest-coverage.mjs';

const counts = readFileSync(new URL('jest-coverage.mjs', import.meta.url));

function transform(source, path, { instrument } = {}) {
  const code = stripTypeScriptTypes(source, { mode: 'strip' });
  return { code: instrument ? counting(code, path) : code };
}

export default {
  canInstrument: true,
  process: transform,
  processAsync: async (...about) => transform(...about),
  getCacheKey: (source, path, options) =>
    createHash('sha256')
      .update([process.version, options.configString, options.instrument, options.instrument && counts, path, source].join('\0'))
      .digest('hex'),
};
