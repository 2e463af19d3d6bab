/** What is said between the main thread and the one that hosts an embedded database. */
export interface Setup {
  /** Null: kept in memory only. */
  readonly folder: string | null;
  readonly transactionMs: number;
}

export type Asked = { readonly id: number } & (
  | { readonly is: 'query'; readonly sql: string; readonly values: readonly unknown[]; readonly transaction?: number }
  | { readonly is: 'begin'; readonly transaction: number }
  | { readonly is: 'end'; readonly transaction: number; readonly commit: boolean }
  | { readonly is: 'listen'; readonly channel: string }
  | { readonly is: 'close' }
);

export type Told =
  | { readonly is: 'rows'; readonly id: number; readonly rows: readonly object[] }
  | { readonly is: 'failed'; readonly id: number; readonly message: string; readonly code?: string }
  | { readonly is: 'notified'; readonly channel: string; readonly text: string };
