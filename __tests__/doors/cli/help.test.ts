import { describe, expect, test } from '@jest/globals';
import { assemblePolicy } from '../../../src/checklist/assemble.ts';
import { readConfig } from '../../../src/checklist/config.ts';
import { profileNames } from '../../../src/checklist/profiles.ts';
import { readChecklist } from '../../../src/checklist/written.ts';
import { type CommandName, commands, isCommand } from '../../../src/doors/cli/commands.ts';
import { exitCodes } from '../../../src/doors/cli/exit.ts';
import { gettingStarted, helpText } from '../../../src/doors/cli/help.ts';

const names: readonly CommandName[] = Object.keys(commands).filter(isCommand);

test('every command and every exit code is named', () => {
  const text = helpText();
  for (const name of names) expect(text).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  for (const code of new Set(Object.values(exitCodes))) expect(text).toMatch(new RegExp(`^ {2}${code} `, 'm'));
});

test('every bundled profile is named, also where one can be given', () => {
  for (const text of [helpText(), helpText('show'), helpText('lint')])
    for (const name of profileNames) expect(text).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});

describe.each(names)('help of %s', (name) => {
  test('every operand and option is named', () => {
    const { operands, options } = commands[name];
    for (const operand of operands) expect(helpText(name)).toContain(`  ${operand.name}`);
    for (const option of Object.keys(options)) expect(helpText(name)).toContain(`  --${option}`);
  });

  test('it fits a narrow terminal', () => {
    expect(
      Math.max(
        ...helpText(name)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(100);
  });
});

test('the example works as it stands', () => {
  const [, config = '', checklist = ''] = gettingStarted
    .split(/^(?:To begin|and).*:$/m)
    .map((part) => part.replaceAll(/^ {2}/gm, ''));
  const policy = assemblePolicy({
    config: readConfig({ file: '.github/gonogo.yml', text: config }),
    checklists: [readChecklist({ file: '.github/release.yml', text: checklist })],
    commit: 'workspace',
  });
  expect(policy.checklist.items.map(({ id, proof }) => [id, proof.by])).toEqual([['coverage', 'gate']]);
});
