import { Client } from 'undici';

// A file of our own between us and a package that is no module: of one that comes late, the bundle would know its default alone.

export function openClient(...how: ConstructorParameters<typeof Client>): Client {
  return new Client(...how);
}
