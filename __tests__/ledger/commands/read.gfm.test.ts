import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import markdownit, { type Token } from 'markdown-it';
import { readCommands } from '../../../src/ledger/commands/read.ts';
import { hostile } from '../../ground/hostile.ts';

/** An independent reader of GFM. Depth is no matter: what stands deep is not taken anyway. */
const reader = markdownit({ html: true, maxNesting: 1000 });

const label = /^\s*\/gonogo help (n\d+)(?!\d)/;

/** The labels of what a person sees as commands: text at the start of a line, in a paragraph of the page itself. */
function seenIn(body: string): string[] {
  const tokens = reader.parse(expandTabs(body), {});
  return tokens.flatMap((token, index) => {
    const isOnPage = token.type === 'inline' && token.level === 1 && tokens[index - 1]?.type === 'paragraph_open';
    const before = tokens.slice(0, index).flatMap(htmlOf).join('\n');
    return isOnPage && !isHidden(before) ? lineStarts(token) : [];
  });
}

/** Tabs stop at every fourth column of the page; this reader counts some of them from the mark of a quote. */
function expandTabs(body: string): string {
  return body.replace(/[^\r\n]+/g, (line) => {
    let expanded = '';
    for (const part of line.split(/(?=\t)|(?<=\t)/)) expanded += part === '\t' ? ' '.repeat(4 - (expanded.length % 4)) : part;
    return expanded;
  });
}

function htmlOf(token: Token): string[] {
  return [token, ...(token.children ?? [])].filter(({ type }) => type.startsWith('html')).map(({ content }) => content);
}

/** In a comment that does not end, in something folded away, or in what is no text at all. */
function isHidden(html: string): boolean {
  const left = html.replace(/<!--(?:>|->|[\s\S]*?(?:--!?>|$))/g, (comment) => (/(?:>|->)$/.test(comment) ? '' : '<!--'));
  const count = (pattern: RegExp) => left.match(pattern)?.length ?? 0;
  return left.includes('<!--') || count(/<details\b/gi) > count(/<\/details\b/gi) || count(/<pre\b/gi) > count(/<\/pre\b/gi);
}

function lineStarts({ children }: Token): string[] {
  const lines = [''];
  let depth = 0;
  for (const { type, content, nesting } of children ?? []) {
    if (type === 'softbreak' || type === 'hardbreak') lines.push(depth > 0 ? '-' : '');
    else if (type === 'text') lines.push((lines.pop() ?? '') + content);
    else lines.push(`${lines.pop() ?? ''}${/^(?:em|strong)_/.test(type) ? '' : '\u0000'}`);
    if (/^(?:link|s)_/.test(type)) depth += nesting;
  }
  return lines.flatMap((line) => label.exec(line)?.[1] ?? []);
}

const commandLine = fc.constantFrom(
  '/gonogo help',
  '   /gonogo help',
  '\u00a0/gonogo help',
  '    /gonogo help',
  '\t/gonogo help',
);
const marks = fc.constantFrom(
  ...'> ¦>¦- ¦-¦* ¦1. ¦2. ¦2) ¦10. ¦  ¦ ¦    ¦\t¦-   ¦-     ¦# ¦- - ¦>- '.split('¦').map((mark) => mark.replace('\\t', '\t')),
);
/** What begins and ends blocks and spans, between bars. */
const openers = fc.constantFrom(
  ...String.raw`${'```¦~~~¦````¦``¦`¦``` x¦```x`'}¦<!--¦-->¦<!-- x -->¦<!-->¦<!--->¦<details>¦</details>¦<pre>¦</pre>¦<div>¦</div>¦<b>¦</b>¦<b
¦<b x="¦">¦<a href="¦---¦===¦- - -¦***¦| a |¦| - |¦a | b¦- | -¦:-¦-|-¦|¦[¦]¦[a]: x¦[a]:¦"¦]: b¦](x¦](x "¦")¦~~¦$$¦\¦text¦text  ¦<x>
¦<table><tr><td>¦[^1]: x¦![¦**¦*¦&lt;¦-¦+¦1.¦<!¦<!x>¦<?¦?>¦<script>¦</script>¦<![CDATA[¦]]>¦<textarea>¦<style>¦<search>¦<source>
¦<http://x.example>`.split(/\n?¦/),
  '\\`',
  '<div\u00a0>',
  '<b\u00a0x>',
  '\u00a0',
  '\u000c',
);
const piece = fc.oneof(
  { weight: 3, arbitrary: openers },
  { weight: 2, arbitrary: commandLine },
  { weight: 2, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: hostile },
);
const line = fc
  .tuple(fc.array(marks, { maxLength: 3 }), fc.array(piece, { minLength: 0, maxLength: 3 }))
  .map(([before, rest]) => [...before, rest.join(rest.length % 2 === 0 ? ' ' : '')].join(''));
const comment = fc
  .array(
    fc.oneof({ weight: 2, arbitrary: line }, { weight: 1, arbitrary: commandLine }, { weight: 1, arbitrary: fc.constant('') }),
    {
      maxLength: 14,
    },
  )
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));

/** Each command has a label of its own. */
const labelled = comment.map((body) => {
  let number = 0;
  return body.replaceAll('/gonogo help', () => {
    number += 1;
    return `/gonogo help n${number} `;
  });
});

const runs = 2000;

test('whatever is taken for a command, a person sees as one', () => {
  let taken = 0;
  fc.assert(
    fc.property(labelled, (body) => {
      const lines = body.split(/\r\n?|\n/);
      const labels = readCommands(body).commands.map((command) => label.exec(lines[command.line - 1] ?? '')?.[1]);
      taken += labels.length;
      expect(seenIn(body)).toEqual(expect.arrayContaining(labels));
    }),
    { numRuns: runs },
  );
  expect(taken).toBeGreaterThan(runs / 10);
});
