import { type FieldError, refusal } from '../state/refusal.ts';
import type { Descriptions } from '../validate/descriptions.ts';

/** The query as it is heard: values that GitHub does not know are refused where it does so, and left out where it does not. */
export function heard(descriptions: Descriptions | undefined, operation: string, asked: URLSearchParams): URLSearchParams {
  if (descriptions === undefined || asked.size === 0) return asked;
  const wrong = descriptions.query(operation)(asked);
  if (wrong.length === 0) return asked;
  if (descriptions.response(operation, 422))
    throw refusal('query', { errors: wrong.map((name) => invalid(operation, asked, name)) });
  const kept = new URLSearchParams(asked);
  for (const name of wrong) kept.delete(name);
  return kept;
}

function invalid(operation: string, asked: URLSearchParams, field: string): FieldError {
  const last = operation.split('/').findLast((part) => !part.startsWith('{')) ?? '';
  const resource = `${last[0]?.toUpperCase() ?? ''}${last.slice(1).replace(/ies$/, 'y').replace(/s$/, '')}`;
  return { value: asked.get(field), resource: resource === 'Pull' ? 'PullRequest' : resource, field, code: 'invalid' };
}
