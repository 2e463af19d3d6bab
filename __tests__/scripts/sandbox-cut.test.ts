import { expect, test } from '@jest/globals';
import { clean, corrections, cutOperations, cutWebhooks, type Json, shared, written } from '../../scripts/sandbox-cut.ts';

test('words go and names stay, and what may be null says so', () => {
  const node = {
    description: 'words',
    type: 'object',
    properties: {
      description: { type: 'string', nullable: true, enum: ['a'] },
      user: { $ref: '#/components/schemas/u', nullable: true },
    },
    required: ['description'],
  };
  expect(clean(node)).toEqual({
    type: 'object',
    properties: {
      description: { type: ['string', 'null'], enum: ['a', null] },
      user: { anyOf: [{ $ref: '#/schemas/u' }, { type: 'null' }] },
    },
    required: ['description'],
  });
});

test('an address may be empty where that is its default', () => {
  const address = { type: 'string', format: 'uri' };
  expect(clean({ properties: { a: { ...address, default: '' }, b: address } })).toEqual({
    properties: { a: { type: 'string', default: '' }, b: address },
  });
});

test('an App may ask for events that the list of them lacks', () => {
  const items = { type: 'string', enum: ['branch_protection_rule', 'check_run'] };
  expect(clean({ type: 'array', items })).toEqual({ type: 'array', items: { type: 'string' } });
  expect(clean({ type: 'string', enum: ['check_run'] })).toEqual({ type: 'string', enum: ['check_run'] });
});

const json = (schema: Json): { [key: string]: Json } => ({ content: { 'application/json': { schema } } });
const document = {
  paths: {
    '/a/{b}': {
      post: {
        requestBody: json({ $ref: '#/components/schemas/in' }),
        responses: { 201: json({ $ref: '#/components/schemas/out' }), 204: { description: 'x' } },
      },
    },
  },
  webhooks: {
    one: { post: { operationId: 'issue-comment/edited', requestBody: json({ $ref: '#/components/schemas/in' }) } },
    two: { post: { operationId: 'star/created', requestBody: json({ $ref: '#/components/schemas/in' }) } },
    three: { post: { operationId: 'push', requestBody: json({ $ref: '#/components/schemas/in' }) } },
  },
  components: {
    schemas: { in: { type: 'object' }, out: { properties: { in: { $ref: '#/components/schemas/in' } } }, other: {} },
  },
};

test('of the operations only what is asked for, with what it reaches', () => {
  expect(cutOperations(document, ['POST /a/{b}'])).toEqual({
    parts: { 'POST /a/{b}': { request: { $ref: '#/schemas/in' }, responses: { 201: { $ref: '#/schemas/out' }, 204: null } } },
    schemas: { in: { type: 'object' }, out: { properties: { in: { $ref: '#/schemas/in' } } } },
  });
  expect(() => cutOperations(document, ['GET /a/{b}'])).toThrow('GitHub describes no GET /a/{b}.');
  expect(Object.keys(corrections)).toEqual(['GET /app/installations 200']);
});

test('of the webhooks those that the sandbox sends', () => {
  expect(Object.keys(cutWebhooks(document).parts)).toEqual(['issue_comment.edited', 'push']);
});

test('what is said twice is kept once', () => {
  const big = {
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`name${at}`, { type: 'string' }])),
  };
  const { schemas } = shared({ parts: {}, schemas: { a: { properties: { x: big } }, b: { properties: { y: big } } } });
  const name = Object.keys(schemas).find((each) => each.startsWith('shared-')) ?? '';
  expect(schemas).toEqual({
    a: { properties: { x: { $ref: `#/schemas/${name}` } } },
    b: { properties: { y: { $ref: `#/schemas/${name}` } } },
    [name]: big,
  });
});

test('is written one to a line', () => {
  const text = written({ source: 's', parts: { b: { payload: {} }, a: {} }, schemas: { c: { type: 'null' } } });
  expect(JSON.parse(text)).toEqual({ source: 's', parts: { a: {}, b: { payload: {} } }, schemas: { c: { type: 'null' } } });
  expect(text.split('\n')).toHaveLength(11);
});
