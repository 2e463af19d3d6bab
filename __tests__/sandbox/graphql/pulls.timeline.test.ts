import { expect, test } from '@jest/globals';
import { setLabels } from '../../../src/sandbox/state/issues.ts';
import { retarget } from '../../../src/sandbox/state/pulls.ts';
import { town } from '../town.ts';
import { asker, inShop, shop } from './ask.ts';

test('labels that came and went', () => {
  const here = town();
  const pull = here.pull('topic');
  const sender = here.person('tri');
  setLabels(here.world, pull, { labels: ['release', 'urgent'], sender });
  setLabels(here.world, pull, { labels: ['urgent'], sender });
  const items = `timelineItems(itemTypes: [LABELED_EVENT], first: 5) { totalCount filteredCount
    nodes { __typename ... on LabeledEvent { label { name } actor { login } } } }`;
  expect(shop(asker(here)(inShop(`pullRequest(number: ${pull.number}) { ${items} }`)))).toEqual({
    pullRequest: {
      timelineItems: {
        totalCount: 3,
        filteredCount: 2,
        nodes: ['release', 'urgent'].map((name) => ({ __typename: 'LabeledEvent', label: { name }, actor: { login: 'tri' } })),
      },
    },
  });
});

test('the branches that it was moved to', () => {
  const here = town();
  const pull = here.pull('topic');
  const sender = here.person('tri');
  here.repo.refs.set('refs/heads/stable', pull.pull.baseSha);
  setLabels(here.world, pull, { labels: ['release'], sender });
  for (const base of ['stable', 'stable', 'main']) retarget(here.world, pull, { base, sender });
  const types = 'BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT';
  const items = `timelineItems(itemTypes: [${types}], last: 1) { totalCount filteredCount
    nodes { ... on BaseRefChangedEvent { previousRefName currentRefName actor { login } pullRequest { number } } } }`;
  expect(shop(asker(here)(inShop(`pullRequest(number: ${pull.number}) { ${items} }`)))).toEqual({
    pullRequest: {
      timelineItems: {
        totalCount: 3,
        filteredCount: 2,
        nodes: [
          {
            previousRefName: 'stable',
            currentRefName: 'main',
            actor: { login: 'tri' },
            pullRequest: { number: pull.number },
          },
        ],
      },
    },
  });
});
