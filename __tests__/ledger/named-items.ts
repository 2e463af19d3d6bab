// A checklist small enough to read, as people can call its items.

import type { ItemAsRead } from '../../src/ledger/declare.ts';
import type { Named } from '../../src/ledger/named.ts';
import type { CommandOccasion } from '../../src/ledger/speak.ts';

export const named: readonly Named[] = [
  { id: 'database.backups', handle: 'db-1', title: 'Backups were restored', sections: ['database'] },
  { id: 'database.migrations', handle: 'db-2', title: 'Migrations ran on a copy', sections: ['database'] },
  { id: 'coverage', handle: 'test-1', title: 'test / Unit Tests', sections: ['quality', 'quality.tests'] },
  { id: 'database.replicas', handle: 'db-3', title: 'Read replicas follow', sections: ['database', 'database.replication'] },
  { id: 'db-9', handle: 'db-4', title: 'Backups were restored', sections: ['database'] },
  { id: 'database.indexes', handle: 'db-9', title: 'Indexes exist', sections: ['database'] },
  { id: 'security', handle: 'sign-1', title: 'Security', sections: ['sign-off'] },
  { id: 'operations', handle: 'sign-2', title: 'Operations', sections: ['sign-off'] },
  { id: 'all', handle: 'end-1', title: 'All of it', sections: ['sign-off'] },
];

const read = (fields: Partial<ItemAsRead>): ItemAsRead => ({ digest: 'd', by: 'person', locked: false, ...fields });

export const items: ReadonlyMap<string, ItemAsRead> = new Map([
  ['database.backups', read({ digest: 'd1' })],
  ['database.migrations', read({ by: 'gate', covers: [{ finding: 'a', value: 3 }] })],
  ['coverage', read({ by: 'gate' })],
  ['database.replicas', read({ digest: 'd3', scope: { standing: { repoId: 7 } } })],
  ['db-9', read({})],
  ['database.indexes', read({ locked: true })],
  ['security', read({ by: 'sign-off', via: 'command' })],
  ['operations', read({ by: 'sign-off', via: 'review' })],
  ['all', read({ by: 'items' })],
]);

export const anna = { id: 1, login: 'anna' };
export const bob = { id: 2, login: 'Bob' };

export const occasion: CommandOccasion = {
  comment: 99,
  by: anna,
  at: '2027-03-01T10:00:00Z',
  head: 'aaaa',
  tree: 'tree',
  scope: { subject: '7/pull-request/1' },
  link: 'https://github.example/acme/shop/pull/1#issuecomment-99',
  people: new Map([['bob', bob]]),
};
