import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import markdownit, { type Token } from 'markdown-it';
import { readCommands } from '../../../src/ledger/commands/read.ts';
import { type Heard, hear } from '../../../src/ledger/hear.ts';
import { explainPart } from '../../../src/views/replies/explain.ts';
import { helpPart, usagePart } from '../../../src/views/replies/help.ts';
import { mineParts } from '../../../src/views/replies/mine.ts';
import { emergencyPart, heldPart, releasedPart, waivedPart } from '../../../src/views/replies/notices.ts';
import { notAllowedPart, refusedPart } from '../../../src/views/replies/refused.ts';
import { answerFor, replyBody } from '../../../src/views/replies/reply.ts';
import { statusPart } from '../../../src/views/replies/status.ts';
import { hostile } from '../../ground/hostile.ts';
import { items, named, occasion } from '../../ledger/named-items.ts';
import { say } from '../../verdict/cases.ts';
import { itemsWith, known, knownOf } from './knowns.ts';

const listen = (body: string) => hear(body, { named, items, occasion });
const refusalsOf = (heard: readonly Heard[]) => heard.flatMap((each) => (each.is === 'refused' ? [each.refusal] : []));

describe('a body', () => {
  test('calls somebody only when asked to', () => {
    expect(replyBody([usagePart('tick')], { mention: 'anna' })).toMatch(/^@anna\n\n\*\*tick\*\*/);
    expect(replyBody([usagePart('tick')])).toMatch(/^\*\*tick\*\*/);
  });

  test('stays short enough for a comment, and says what is missing', () => {
    const refusals = Array.from({ length: 2000 }, (_, line) => ({ code: 'x', message: 'm'.repeat(200), remedy: 'r', line }));
    const body = replyBody([refusedPart(refusals)], { mention: 'anna' });
    expect(Buffer.byteLength(body)).toBeLessThan(60_000);
    expect(body).toMatch(/_\d+ more, for which there is no room here\._$/);
  });
});

test('what is done gets a reaction, what asks or fails a reply', () => {
  const heard = listen('/gonogo tick db-1\n/gonogo waive db-1 until: 1d reason: x\n/gonogo help\n/gonogo recheck\n/gonogo tick');
  expect(heard.map(answerFor)).toEqual(['reaction', 'reply', 'reply', 'reaction', 'reply']);
});

/** An independent reader, at its most eager. */
const reader = markdownit({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false }).add('//', null);

const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])]);

/** What in a body does more than say something: links, pictures, tags that are not ours, and calls outside of code. */
function acts(body: string): string[] {
  const tokens = flat(reader.parse(body, {}));
  const odd = tokens.filter(({ type }) =>
    ['link_open', 'image', 'html_block', 'fence', 'code_block', 'blockquote_open'].includes(type),
  );
  const tags = tokens.filter(({ type, content }) => type === 'html_inline' && !/^<(?:!-- --|br|span|\/span)>$/.test(content));
  const texts = tokens.filter(({ type }) => type === 'text').map(({ content }) => content);
  const calls = texts.filter((text) => /@(?=[\w-])|#\d|\bGH-\d/.test(text));
  const boxes = body.match(/^[\s>]*(?:[-*+]|\d+[.)])\s+\[[ xX]\]/gm) ?? [];
  return [...odd.map(({ type }) => type), ...tags.map(({ content }) => content), ...calls, ...boxes];
}

/** Everything that is ever answered, with this text in every foreign place. */
function repliesTo(text: string): string[] {
  const those = itemsWith({ title: text, why: text });
  const by = { id: 2, login: text };
  const hold = say('hold', undefined, { by, reason: text });
  const glass = say('break-glass', undefined, { by: { id: 3, login: 'lea' }, reason: text || 'x' });
  const there = knownOf(those, [hold, glass]);
  const [backups] = those;
  const waiver = say('waive', backups, { by, reason: text, until: '2026-12-01T00:00:00Z', covers: [{ finding: text }] });
  const emergency = { by, reason: text, until: text, skipped: those.map(({ id }) => id) };
  const lines = [
    'tick',
    'waive',
    'assign',
    'explain',
    'help',
    'na db-1 reason:',
    'waive db-1 -- ',
    'tick "',
    'tick section:',
    '',
  ];
  const asked = lines.map((line) => `/gonogo ${line} ${text.replaceAll(/[\r\n]+/g, ' ')}`).join('\n\n');
  const refused = {
    verb: 'tick',
    items: [{ handle: 'db-1', title: text }],
    may: { users: [text], team: text, role: text },
    because: 'no',
  } as const;
  return [
    [refusedPart(refusalsOf(listen(`${asked}\n\n${text}`)))],
    [notAllowedPart([refused], { [text]: { team: text } })],
    there.verdict.items.map((item) => explainPart(item, there)),
    [statusPart(there)],
    mineParts({ login: text, may: new Set(those.map(({ id }) => id)) }, there),
    [heldPart(hold), releasedPart(hold, there), waivedPart([waiver], there), emergencyPart(emergency, there)],
  ].map((parts) => replyBody(parts));
}

test('whatever stands in titles, reasons, logins and comments, a reply only says it', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const body of repliesTo(text)) {
        expect(acts(body)).toEqual([]);
        expect(readCommands(body).commands).toEqual([]);
        expect(body).not.toMatch(/<!--(?! -->)/);
      }
    }),
    { numRuns: 25 },
  );
});

test('no reply acts, not even with tame text, and a pasted board does not come back', () => {
  const board = '<!-- gonogo-board v=1 head=aaaa policy=bbbb part=1/1 -->\n- [x] **Backups** <!-- gonogo:backups -->';
  const bodies = [...repliesTo(board), ...repliesTo('plain words'), replyBody([helpPart(), usagePart('waive')])];
  for (const body of bodies) {
    expect(acts(body)).toEqual([]);
    expect(body).not.toContain('<!-- gonogo');
  }
  expect(acts('@anna #1 <b>x</b>\n\n- [ ] y\n\n![x](y)\n\n<!-- gonogo -->')).toHaveLength(6);
  expect(replyBody(mineParts({ login: 'bob', may: new Set(['backups']) }, known))).toContain('`/gonogo tick db-1`');
});
