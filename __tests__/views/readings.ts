// A Markdown checklist as it is understood, for the views of it.
import { understandAlone } from '../../src/checklist/lint/reading.ts';
import { readMarkdown } from '../../src/checklist/markdown/read.ts';

export const text = `# Release

## Security

### Transport

- [ ] TLS 1.2 or newer
- [ ] CDN (if needed)

## First week

- [ ] ::error::x \u202e ${'long '.repeat(40)}
  - a criterion
`;

export const plainSheet = { width: 80, paint: (_: unknown, said: string) => said };
export const reading = understandAlone(readMarkdown({ file: 'a.md', text }));
