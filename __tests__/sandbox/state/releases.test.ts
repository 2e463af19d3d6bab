import { describe, expect, test } from '@jest/globals';
import { addRelease, changeRelease, latestRelease, releasedAt, removeRelease } from '../../../src/sandbox/state/releases.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { shippedFrom } from '../../../src/sandbox/state/shipped.ts';
import { hear, town } from '../town.ts';

function stage() {
  const here = town();
  const author = here.person('wil');
  return { ...here, author, sender: author, heard: hear(here.world) };
}

const direct = { tag: 'v1' };
const made = ['create', 'push', 'release.created', 'release.published'];

describe('what is told', () => {
  test.each([
    ['a draft', { ...direct, draft: true }, ['release.created']],
    ['a release', direct, [...made, 'release.released']],
    ['a pre-release', { ...direct, prerelease: true }, [...made, 'release.prereleased']],
  ])('%s', (_, wish, expected) => {
    const { world, repo, author, heard } = stage();
    addRelease(world, repo, { ...wish, author });
    expect(heard).toEqual(expected);
  });

  test.each([
    ['a draft that is published', { draft: true }, { draft: false }, ['create', 'push', 'release.published', 'release.released']],
    [
      'one that is mended too',
      { draft: true },
      { draft: false, body: 'b' },
      ['create', 'push', 'release.edited', 'release.published', 'release.released'],
    ],
    ['a draft of a pre-release', { draft: true, prerelease: true }, { draft: false }, ['create', 'push', 'release.published']],
    ['a pre-release that becomes a release', { prerelease: true }, { prerelease: false }, ['release.edited', 'release.released']],
    ['a release that becomes a pre-release', {}, { prerelease: true }, ['release.edited']],
    ['a release that is taken back', {}, { draft: true }, ['release.unpublished']],
    ['a new name', {}, { name: 'One' }, ['release.edited']],
    ['nothing new', { body: 'b' }, { body: 'b' }, []],
    ['another tag', {}, { tag: 'v2' }, ['create', 'push', 'release.edited']],
  ])('%s', (_, before, after, expected) => {
    const { world, repo, author, sender, heard } = stage();
    const release = addRelease(world, repo, { ...direct, ...before, author });
    heard.length = 0;
    changeRelease(world, release, { ...after, sender });
    expect(heard).toEqual(expected);
  });

  test('what the words were', () => {
    const { world, repo, author, sender } = stage();
    const release = addRelease(world, repo, { ...direct, body: 'a', author });
    const raws: unknown[] = [];
    world.listeners.push(({ raw }) => raws.push(raw));
    changeRelease(world, release, { body: 'b', name: 'One', sender });
    removeRelease(world, release, sender);
    expect(raws).toEqual([{ changes: { name: { from: '' }, body: { from: 'a' } } }, undefined]);
    expect([shippedFrom(repo).releases.size, repo.refs.has('refs/tags/v1')]).toEqual([0, true]);
  });
});

describe('what is refused, and leaves nothing behind', () => {
  test.each([
    ['too long', { body: '🚀'.repeat(125_001) }, 'body', 'custom'],
    ['no tag', { tag: '' }, 'tag_name', 'custom'],
    ['what git does not take', { tag: 'v 1' }, 'tag_name', 'custom'],
    ['nor this', { tag: 'v1..2' }, 'tag_name', 'custom'],
    ['nor this lock', { tag: 'v1.lock' }, 'tag_name', 'custom'],
    ['a target that is not there', { target: 'nowhere' }, 'target_commitish', 'invalid'],
    ['a tag that has its release', { tag: 'taken' }, 'tag_name', 'already_exists'],
  ])('%s', (_, wish, field, code) => {
    const { world, repo, author, sender, heard } = stage();
    addRelease(world, repo, { tag: 'taken', author });
    const draft = addRelease(world, repo, { tag: 'v1', draft: true, author });
    heard.length = 0;
    const error = expect.objectContaining({
      status: 422,
      errors: [expect.objectContaining({ resource: 'Release', field, code })],
    });
    expect(() => addRelease(world, repo, { tag: 'v1', ...wish, author })).toThrow(error);
    expect(() => changeRelease(world, draft, { ...wish, draft: false, sender })).toThrow(error);
    expect([heard, shippedFrom(repo).releases.size, draft.draft, draft.tag]).toEqual([[], 2, true, 'v1']);
  });

  test('what rules for tags forbid', () => {
    const { world, repo, author, sender, person } = stage();
    addRuleset(world, repo, { target: 'tag', include: ['~ALL'], rules: [{ type: 'creation' }], sender: person('ada') });
    const draft = addRelease(world, repo, { ...direct, draft: true, author });
    expect(() => changeRelease(world, draft, { draft: false, sender })).toThrow('creations being restricted');
    expect([draft.draft, repo.refs.has('refs/tags/v1')]).toEqual([true, false]);
  });

  test('but 125,000 characters fit', () => {
    const { world, repo, author } = stage();
    expect(addRelease(world, repo, { ...direct, body: '🚀'.repeat(125_000), author }).draft).toBe(false);
  });
});

test('the tag is made of the target, unless it is there', () => {
  const { world, repo, author, pull, root } = stage();
  const sha = pull('next').pull.headSha;
  addRelease(world, repo, { tag: 'a', target: 'next', author });
  addRelease(world, repo, { tag: 'b', target: sha, author });
  addRelease(world, repo, { tag: 'c', author });
  addRelease(world, repo, { tag: 'a', target: 'main', draft: true, author });
  expect(['a', 'b', 'c'].map((tag) => repo.refs.get(`refs/tags/${tag}`))).toEqual([sha, sha, root]);
});

test('the latest is the one that was made so, and never a draft or a pre-release', () => {
  const { world, repo, author, sender, root } = stage();
  expect(latestRelease(repo)).toBeUndefined();
  world.clock.set('2026-03-01T00:00:00Z');
  const add = (tag: string, wish = {}) => addRelease(world, repo, { tag, author, ...wish });
  const [first, second] = [add('v1'), add('v2')];
  add('v3', { draft: true });
  add('v4', { prerelease: true });
  const old = add('v1.1', { latest: 'false' });
  expect(latestRelease(repo)).toBe(second);
  changeRelease(world, first, { latest: 'true', sender });
  expect(latestRelease(repo)).toBe(first);
  changeRelease(world, first, { draft: true, sender });
  changeRelease(world, second, { prerelease: true, sender });
  expect(latestRelease(repo)).toBe(old);
  expect(releasedAt(old)).toBe(repo.store.commits.get(root)?.committer.at);
});
