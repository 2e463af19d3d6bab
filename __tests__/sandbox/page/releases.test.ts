import { expect, test } from '@jest/globals';
import { show } from '../../../src/sandbox/page/html.ts';
import { addressOfRelease, releaseList, releasePage, releasesSeen } from '../../../src/sandbox/page/releases.ts';
import { addRelease } from '../../../src/sandbox/state/releases.ts';
import { town } from '../town.ts';
import { dangers, viewAs } from './visit.ts';

const { world, repo, person } = town();
const author = person('wil');
const one = addRelease(world, repo, { tag: 'v1', name: 'One <b>', body: '- [ ] not ticked here\n\n<script>x</script>', author });
const next = addRelease(world, repo, { tag: 'v2-rc', prerelease: true, author });
const draft = addRelease(world, repo, { tag: 'v3', draft: true, author });

test('drafts are seen by those who may write', () => {
  expect(releasesSeen(viewAs(world, 'rea'), repo)).not.toContain(draft);
  expect(releasesSeen(viewAs(world, 'wil'), repo)).toHaveLength(3);
  const list = show(releaseList(viewAs(world, 'wil'), repo));
  for (const word of ['draft', 'pre-release', 'latest']) expect(list).toContain(`<span class="label">${word}</span>`);
  expect([dangers(list), list.includes(addressOfRelease(one))]).toEqual([[], true]);
});

test('a release shows its notes, where nobody ticks, and what may be done with it', () => {
  const shown = show(releasePage(viewAs(world, 'wil'), one));
  expect(dangers(shown)).toEqual([]);
  expect(shown).toContain('aria-disabled="true"');
  expect(show(releasePage(viewAs(world, 'wil'), draft))).toContain('Publish release');
  expect(show(releasePage(viewAs(world, 'wil'), next))).toContain('Set as the latest release');
  expect(show(releasePage(viewAs(world, 'tri'), next))).toContain('tri has the role triage and needs write.');
});
