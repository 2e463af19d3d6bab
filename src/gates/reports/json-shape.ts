/** The name of a value in its object, or its number in its list. */
export type Key = string | number;

/** What a value may be, as bits. */
export const kinds = { text: 1, number: 2, flag: 4, object: 8, list: 16 } as const;
export const anything = 31;

/** What is asked for of a value of a report. All else is passed over and never becomes anything in memory. */
export interface Shape<T> {
  /** Which kinds are right here; any other is a problem. `null` is the same as absent, except within `whole`. */
  readonly takes: number;
  readonly whole?: boolean;
  readonly fields?: FieldTable;
  /** Of the values of an object whose keys are not known before. */
  readonly others?: Shape<unknown>;
  readonly items?: Shape<unknown>;
  /** Takes the value when it is complete, and it is not kept. */
  on?(value: unknown, key: Key): void;
  /** Only for the types. */
  readonly holds?: T;
}

export interface Field {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly shape: Shape<unknown>;
  /** Its place among the fields of its object. */
  readonly bit: number;
}

/** The fields of an object by the length of their names: most keys of a report are none of them. */
export interface FieldTable {
  readonly byName: ReadonlyMap<string, Field>;
  readonly byLength: readonly (readonly Field[] | undefined)[];
}

type Fields = { readonly [name: string]: Shape<unknown> };
type Held<S> = S extends Shape<infer T> ? T : never;
type HeldFields<F extends Fields> = { readonly [K in keyof F]?: Held<F[K]> | undefined };

/** One bit for each field must fit into one number. */
const mostFields = 30;

export const as = {
  text: { takes: kinds.text } as Shape<string>,
  number: { takes: kinds.number } as Shape<number>,
  flag: { takes: kinds.flag } as Shape<boolean>,
  /** What some versions of a tool write as text and others as number. */
  name: { takes: kinds.text | kinds.number } as Shape<string | number>,
  whole: { takes: anything, whole: true } as Shape<unknown>,
  object: <F extends Fields>(fields: F): Shape<HeldFields<F>> => ({ takes: kinds.object, fields: tableOf(fields) }),
  map: <T>(others: Shape<T>): Shape<{ readonly [key: string]: T }> => ({ takes: kinds.object, others }),
  list: <T>(items: Shape<T>): Shape<readonly T[]> => ({ takes: kinds.list, items }),
  either: <A, B>(a: Shape<A>, b: Shape<B>): Shape<A | B> => ({ ...eitherOf(a, b), takes: a.takes | b.takes }),
  /** The value is handed over as soon as it is complete, so that a list of any length is never in memory. */
  each: <T>(shape: Shape<T>, on: (value: T, key: Key) => void): Shape<never> => ({
    ...eitherOf(shape, {}),
    takes: shape.takes,
    on,
  }),
};

function eitherOf(a: Partial<Shape<unknown>>, b: Partial<Shape<unknown>>): Omit<Shape<never>, 'takes' | 'on'> {
  const fields = a.fields ?? b.fields;
  const others = a.others ?? b.others;
  const items = a.items ?? b.items;
  const whole = a.whole ?? b.whole;
  return {
    ...(fields !== undefined && { fields }),
    ...(others !== undefined && { others }),
    ...(items !== undefined && { items }),
    ...(whole !== undefined && { whole }),
  };
}

function tableOf(fields: Fields): FieldTable {
  const encoder = new TextEncoder();
  const all = Object.entries(fields).map(([name, shape], bit): Field => ({ name, bytes: encoder.encode(name), shape, bit }));
  if (all.length > mostFields)
    throw new RangeError(`${all.length} fields are asked for of one object, ${mostFields} is the most`);
  const byLength: Field[][] = [];
  for (const field of all) (byLength[field.bytes.length] ??= []).push(field);
  return { byName: new Map(all.map((field) => [field.name, field])), byLength };
}
