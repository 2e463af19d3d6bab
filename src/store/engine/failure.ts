/** An error as the database tells it. */
export class DatabaseError extends Error {
  /** Of PostgreSQL: five characters. */
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.name = 'DatabaseError';
    this.code = code;
  }
}
