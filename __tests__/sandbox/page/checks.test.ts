import { expect, test } from '@jest/globals';
import { checkLines, checkRun, checksOf, worstMark } from '../../../src/sandbox/page/checks.ts';
import { show } from '../../../src/sandbox/page/html.ts';
import { addCheckRun, addStatus } from '../../../src/sandbox/state/checks.ts';
import { addRuleset } from '../../../src/sandbox/state/rulesets.ts';
import { town } from '../town.ts';
import { attribute, dangers, elements, viewAs } from './visit.ts';

const here = town();
const { world, repo, gate, person } = here;
const pull = here.pull('next');
const sha = pull.pull.headSha;

test('what is required is said, also when nothing has come', () => {
  expect(show(checksOf(viewAs(world, 'rea'), pull))).toContain('Nothing has reported on this commit.');
  addRuleset(world, repo, {
    rules: [
      { type: 'required_status_checks', parameters: { required_status_checks: [{ context: 'gonogo' }, { context: 'ci' }] } },
    ],
    sender: person('ada'),
  });
  expect(checkLines(pull)).toMatchObject([
    { name: 'gonogo', state: 'expected', required: true },
    { name: 'ci', state: 'expected', required: true },
  ]);
  addStatus(world, repo, {
    sha,
    state: 'success',
    context: 'ci',
    description: null,
    targetUrl: null,
    creator: person('wil'),
    app: null,
  });
  addCheckRun(world, repo, { app: gate, sha, name: 'other', status: 'in_progress' });
  expect(checkLines(pull).map(({ name, state, required }) => [name, state, required])).toEqual([
    ['other', 'in_progress', false],
    ['ci', 'success', true],
    ['gonogo', 'expected', true],
  ]);
  expect(show(worstMark(checkLines(pull)))).toContain('waiting');
});

test('output, annotations and buttons', () => {
  const run = addCheckRun(world, repo, {
    app: gate,
    sha,
    name: 'gonogo',
    conclusion: 'action_required',
    detailsUrl: 'javascript:alert(1)',
    output: {
      title: 'WAITING: 1 <b>',
      summary: '**todo** <script>x</script>\n- [ ] open',
      text: '[x](javascript:alert(1))',
      annotations: [
        {
          path: 'a.ts',
          start_line: 1,
          end_line: 3,
          annotation_level: 'failure',
          message: '<script>',
          title: 'T',
          raw_details: '<img src=x onerror=x>',
        },
      ],
    },
    actions: [{ label: 'Again <i>', description: 'Look', identifier: 'again' }],
  });
  const shown = show(checkRun(viewAs(world, 'wil'), run));
  expect(shown).toContain('<strong>todo</strong>');
  expect(shown).toContain('<code>a.ts:1-3</code>');
  expect(shown).not.toContain('Details</a>');
  expect(dangers(shown)).toEqual([]);
  const press = elements(shown).find((each) => attribute(each, 'value') === 'again');
  expect(press && attribute(press, 'disabled')).toBeUndefined();
  expect(elements(shown).find((each) => attribute(each, 'role') === 'checkbox')?.tagName).toBe('span');
  expect(show(checkRun(viewAs(world, 'rea'), run))).toContain('rea has the role read and needs write.');
  expect(show(checksOf(viewAs(world, 'rea'), pull))).toContain('id="run-');
  expect(show(worstMark(checkLines(pull)))).toContain('bad');
});

test('buttons come when the run is over', () => {
  const run = addCheckRun(world, repo, {
    app: gate,
    sha,
    name: 'early',
    status: 'queued',
    actions: [{ label: 'Now', description: '', identifier: 'now' }],
  });
  expect(show(checkRun(viewAs(world, 'wil'), run))).not.toContain('Now');
});
