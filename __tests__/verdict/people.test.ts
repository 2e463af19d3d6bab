import { describe, expect, test } from '@jest/globals';
import type { Who } from '../../src/checklist/model.ts';
import type { PersonFacts } from '../../src/verdict/facts.ts';
import { describeWho, isAuthor, mayAct, type Right } from '../../src/verdict/people.ts';
import { author, bot, facts, lead, outsider, people, policy, reviewer, stranger } from './cases.ts';

const context = { policy: policy([]), facts };

function rightOf(person: Partial<PersonFacts>, who: Who): Right {
  const known: PersonFacts = { login: 'x', kind: 'human', permission: 'none', teams: {}, codeowner: 'no', ...person };
  return mayAct({ id: 8, login: 'x' }, who, { policy: context.policy, facts: { ...facts, people: { 8: known } } });
}

describe('who may', () => {
  test.each<[Partial<PersonFacts>, Who, Right]>([
    [{ permission: 'write' }, { write: true }, 'yes'],
    [{ permission: 'maintain' }, { write: true }, 'yes'],
    [{ permission: 'admin' }, { write: true }, 'yes'],
    [{ permission: 'triage' }, { write: true }, 'no'],
    [{ permission: 'read' }, { write: true }, 'no'],
    [{ permission: 'unknown' }, { write: true }, 'unknown'],
    [{ teams: { 'acme/leads': 'member' } }, { team: 'acme/leads' }, 'yes'],
    [{ teams: { 'acme/leads': 'not-member' } }, { team: 'acme/leads' }, 'no'],
    [{ teams: { 'acme/leads': 'unknown' } }, { team: 'acme/leads' }, 'unknown'],
    [{}, { team: 'acme/leads' }, 'unknown'],
    [{}, { team: 'constructor' }, 'unknown'],
    [{ login: 'Ann-Lee' }, { users: ['ann-lee'] }, 'yes'],
    [{ login: 'ann' }, { users: ['ann-lee'] }, 'no'],
    [{ login: 'ann' }, { users: ['bob', 'ann'] }, 'yes'],
    [{ codeowner: 'yes' }, { codeowners: true }, 'yes'],
    [{ codeowner: 'unknown' }, { codeowners: true }, 'unknown'],
    [{ teams: { 'acme/leads': 'member' } }, { role: 'lead' }, 'yes'],
    [{ permission: 'admin' }, { role: 'lead' }, 'unknown'],
    [{ permission: 'admin' }, { role: 'nobody-mapped-this' }, 'no'],
    [{ permission: 'admin' }, { role: 'toString' }, 'no'],
    [{ permission: 'write', teams: {} }, { write: true, team: 'acme/leads' }, 'yes'],
    [{ permission: 'read', teams: {} }, { write: true, team: 'acme/leads' }, 'unknown'],
    [{ permission: 'admin' }, {}, 'no'],
    [{ kind: 'bot', permission: 'admin', codeowner: 'yes' }, { write: true, codeowners: true }, 'no'],
  ])('%j as %j: %s', (person, who, right) => {
    expect(rightOf(person, who)).toBe(right);
  });

  test('somebody who was not looked up cannot be verified', () => {
    expect(mayAct(stranger, { write: true }, context)).toBe('unknown');
  });

  test('people are told apart by id, not by the name they had', () => {
    expect(mayAct({ ...reviewer, login: 'renamed' }, { users: ['bob'] }, context)).toBe('yes');
    expect(mayAct({ ...outsider, login: 'lea' }, { users: ['lea'] }, context)).toBe('no');
  });
});

test('the author is known by id, and unknown when nobody could say', () => {
  expect([isAuthor(author, facts), isAuthor(lead, facts)]).toEqual(['yes', 'no']);
  expect(isAuthor(lead, { ...facts, authors: null })).toBe('unknown');
  expect(people[String(bot.id)]?.kind).toBe('bot');
});

test.each<[Who, string]>([
  [{ write: true }, 'anybody with write access'],
  [{ role: 'lead', users: ['a', 'b'] }, 'the role lead or a, b'],
  [{ team: 'acme/x', codeowners: true }, 'the team acme/x or an owner of the changed code'],
  [{}, 'nobody'],
])('%j reads as %s', (who, words) => {
  expect(describeWho(who)).toBe(words);
});
