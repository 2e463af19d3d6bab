// Those who act on GitHub, and what lets them.
import type { KeyObject } from 'node:crypto';

export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';
export type Level = 'read' | 'write' | 'admin';
export type Permissions = Readonly<Record<string, Level>>;

export interface Account {
  readonly id: number;
  login: string;
  name: string | null;
  readonly type: 'User' | 'Organization' | 'Bot';
  readonly createdAt: number;
}

export interface Organization {
  readonly account: Account;
  /** What every member may do in every repository. */
  baseRole: Role | 'none';
  readonly members: Map<number, 'admin' | 'member'>;
  readonly teams: Map<string, Team>;
}

export interface Team {
  readonly id: number;
  readonly organization: Organization;
  slug: string;
  name: string;
  privacy: 'closed' | 'secret';
  readonly parent: Team | null;
  readonly members: Map<number, TeamMembership>;
  readonly createdAt: number;
}

export interface TeamMembership {
  readonly role: 'member' | 'maintainer';
  readonly state: 'active' | 'pending';
}

export interface App {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly bot: Account;
  readonly key: { readonly publicKey: KeyObject; readonly privatePem: string };
  permissions: Permissions;
  events: readonly string[];
  readonly hook: { url: string; secret: string; active: boolean };
  readonly createdAt: number;
}

export interface Installation {
  readonly id: number;
  readonly app: App;
  readonly account: Account;
  /** Ids of repositories. */
  repositories: 'all' | Set<number>;
  /** What was accepted; an App that asks for more gets it only when that is accepted too. */
  permissions: Permissions;
  events: readonly string[];
  suspendedAt: number | null;
  readonly createdAt: number;
}

/** What a token stands for. */
export type Grant =
  | { readonly kind: 'user'; readonly account: Account; readonly expiresAt: number | null; readonly app?: App }
  | {
      readonly kind: 'installation';
      readonly installation: Installation;
      readonly permissions: Permissions;
      readonly repositories: 'all' | ReadonlySet<number>;
      readonly expiresAt: number;
      /** The token of a workflow: events that it causes start no workflow. */
      readonly workflow?: true;
    };

export type Caller =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'token'; readonly token: string; readonly grant: Grant };
