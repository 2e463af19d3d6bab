import { describe, expect, test } from '@jest/globals';
import { type Guarded, guardedIn, type Sources } from '../../../src/reconcile/policy/guarded.ts';
import { type Change, changeBetween } from '../../../src/reconcile/pull/change.ts';

const sources = (workflows?: string[], ...checklists: string[]): Sources => ({
  config: { checklists: ['general', '.github/release.yml', ...checklists], components: { api: ['./api/list.md'] } },
  policy: { trust: { minimum: 'unchanged-workflow', ...(workflows && { workflows }) } },
});
const change = (...files: readonly (readonly [path: string, oid?: string, mode?: string])[]): Change =>
  changeBetween(
    [{ path: 'gone', mode: '100644', oid: 'g' }],
    [{ path: 'gone', mode: '100644', oid: 'g' }, ...files.map(([path, oid = '1', mode = '100644']) => ({ path, oid, mode }))],
  );
const at = (head = 'head', base = 'main') => ({ head, base });
const kindOf = (path: string, ...of: Sources[]) => guardedIn(change([path]), at(), of)?.files?.[0]?.is;

describe('what releases are judged by', () => {
  test.each([
    ['.github/gonogo.yml', 'configuration'],
    ['.github/release.yml', 'checklist'],
    ['api/list.md', 'checklist'],
    ['CODEOWNERS', 'owners'],
    ['docs/CODEOWNERS', 'owners'],
    ['.github/CODEOWNERS', 'owners'],
    ['.github/workflows/ci.yml', 'workflow'],
    ['.github/workflows/deep/ci.yml', 'workflow'],
    ['.github/actions/scan/index.js', 'workflow'],
    ['general', undefined],
    ['src/CODEOWNERS', undefined],
    ['gonogo.yml', undefined],
    ['src/a.ts', undefined],
  ])('%s: %s', (path, is) => {
    expect(kindOf(path, sources())).toBe(is);
  });

  test('of workflows only those that are named, by what is and by what is proposed', () => {
    const named = sources(['.github/workflows/go.yml']);
    expect(kindOf('.github/workflows/ci.yml', named)).toBeUndefined();
    expect(kindOf('.github/workflows/go.yml', named)).toBe('workflow');
    expect(kindOf('.github/workflows/ci.yml', named, sources(['.github/workflows/ci.yml']))).toBe('workflow');
    expect(kindOf('docs/mine.yml', named, sources([], 'docs/mine.yml'))).toBe('checklist');
  });

  test.each([
    ['100755', 'file'],
    ['120000', 'link'],
    ['160000', 'repository'],
  ])('of mode %s is a %s', (mode, becomes) => {
    expect(guardedIn(change(['CODEOWNERS', '1', mode]), at(), [sources()])?.files?.[0]?.becomes).toBe(becomes);
  });

  test('that is taken away is nothing', () => {
    const gone = changeBetween([{ path: 'CODEOWNERS', mode: '100644', oid: '1' }], []);
    expect(guardedIn(gone, at(), [sources()])?.files?.[0]?.becomes).toBe('nothing');
  });
});

describe('what is signed', () => {
  const digestOf = (of: Change | null, head = 'head', base = 'main') =>
    (guardedIn(of, at(head, base), [sources()]) as Guarded).digest;
  const made = digestOf(change(['CODEOWNERS']));

  test('is what these files are made into, whatever else is', () => {
    expect(digestOf(change(['CODEOWNERS'], ['src/a.ts', '7']), 'another')).toBe(made);
    expect(digestOf(change(['CODEOWNERS', '2']))).not.toBe(made);
    expect(digestOf(change(['CODEOWNERS', '1', '100755']))).not.toBe(made);
    expect(digestOf(change(['CODEOWNERS'], ['.github/release.yml']))).not.toBe(made);
  });

  test('is for one branch', () => {
    expect(digestOf(change(['CODEOWNERS']), 'head', 'stable')).not.toBe(made);
  });

  test('where nobody can tell, it is one head alone', () => {
    expect(guardedIn(null, at(), [sources()])?.files).toBeNull();
    expect(digestOf(null, 'head')).toBe(digestOf(null, 'head'));
    expect(digestOf(null, 'other')).not.toBe(digestOf(null, 'head'));
  });
});
