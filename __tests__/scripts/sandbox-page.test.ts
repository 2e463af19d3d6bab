import { expect, test } from '@jest/globals';
import { sandboxPage } from '../../scripts/sandbox-page.ts';
import { kept } from '../../src/sandbox/graphql/fields.ts';
import { routes } from '../../src/sandbox/rest/routes.ts';
import { byHand } from '../../src/sandbox/state/refusal.ts';
import { openDescriptions } from '../../src/sandbox/validate/descriptions.ts';
import { permissionFor } from '../../src/sandbox/webhooks/events.ts';
import { read } from '../house/sources.ts';

const page = sandboxPage({ routes, byHand, kept, permissionFor, describedEvents: openDescriptions().events() });

test('docs/sandbox.md is the page of the code as it is', () => {
  expect(read('docs/sandbox.md')).toBe(page);
});

test('every operation, field, event and rule stands on it', () => {
  const lines = new Set(page.split('\n'));
  expect(lines).toContain('| `GET /app` | the App, by its JWT |');
  expect(lines).toContain('| `PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}` | `checks:write`; write |');
  expect(page).toContain('| `issue_comment` | `issues:read` | `created`, `deleted`, `edited` |');
  expect(Object.values(byHand).filter(({ says }) => !page.includes(says))).toEqual([]);
});
