import { expect, test } from '@jest/globals';
import { setLabels } from '../../../src/sandbox/state/issues.ts';
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
