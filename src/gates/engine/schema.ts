import {
  Optional,
  type Static,
  Array as TArrayOf,
  Boolean as TBooleanOf,
  Integer as TIntegerOf,
  Null as TNullOf,
  Number as TNumberOf,
  Object as TObjectOf,
  type TProperties,
  type TSchema,
  type TSchemaOptions,
  String as TStringOf,
  Union,
  Unsafe,
} from 'typebox';

/** How a field of a `limits` schema becomes stricter. What cannot be compared counts as loosened. */
export type Tightens = 'higher' | 'lower' | 'superset' | 'subset' | 'equal';

/** The schema builder: one source for the TypeScript type, the validation and the docs. Objects are closed: an unknown key is an error. */
export const s = {
  object: <P extends TProperties>(fields: P, options: TSchemaOptions = {}) =>
    TObjectOf(fields, { additionalProperties: false, ...options }),
  optional: Optional,
  array: TArrayOf,
  /** By `additionalProperties`: the builder's own record would let a key with a line break through unchecked. */
  record: <V extends TSchema>(value: V, options: TSchemaOptions = {}) =>
    Unsafe<{ readonly [key: string]: Static<V> }>({ type: 'object', additionalProperties: value, ...options }),
  union: Union,
  text: TStringOf,
  number: TNumberOf,
  integer: TIntegerOf,
  boolean: TBooleanOf,
  nothing: TNullOf,
  oneOf: <const V extends readonly string[]>(values: V, options: TSchemaOptions = {}) =>
    Unsafe<V[number]>({ type: 'string', enum: [...values], ...options }),
  /** Any JSON; the type is the caller's promise, kept by a closer look elsewhere. */
  json: <T>(options: TSchemaOptions = {}) => Unsafe<T>(options),
};

export type { Static, TProperties, TSchema };
