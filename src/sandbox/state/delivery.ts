import type { App } from './who.ts';

/** One attempt to deliver a webhook. A redelivery is another one with the same guid. */
export interface Delivery {
  readonly id: number;
  readonly guid: string;
  readonly app: App;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
  readonly deliveredAt: number;
  readonly redelivery: boolean;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it was when it happened, byte for byte. */
  readonly payload: string;
  /** 0 where nobody answered. */
  statusCode: number;
  status: string;
  durationMs: number;
  answer: { readonly headers: Readonly<Record<string, string>>; readonly body: string } | null;
}
