export interface Queries {
  /** Rows as objects: `bigint` as number, `timestamptz` as Date, `text[]` as array. */
  readonly query: <R extends object>(sql: string, values?: readonly unknown[]) => Promise<readonly R[]>;
}

export interface Transaction extends Queries {
  /** What needs no answer goes with what comes next; the transaction fails when it does. */
  readonly send: (sql: string, values?: readonly unknown[]) => void;
}

/** PostgreSQL, wherever it runs. Whatever fails here is thrown, and the next call is tried on its own. */
export interface Database extends Queries {
  /** Read committed; rolled back when the work throws. */
  readonly transaction: <T>(work: (queries: Transaction) => Promise<T>) => Promise<T>;
  /** Also told, without text, whenever something may have been missed. */
  readonly listen: (channel: string, told: (text: string) => void) => void;
  readonly close: () => Promise<void>;
}
