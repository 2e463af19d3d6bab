import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

interface Description {
  readonly source: string;
  readonly parts: Readonly<
    Record<
      string,
      {
        readonly query?: Readonly<Record<string, readonly string[] | 'instant'>>;
        readonly request?: object;
        readonly payload?: object;
        readonly responses?: Readonly<Record<string, object | null>>;
      }
    >
  >;
  readonly schemas: Readonly<Record<string, object>>;
}

/** The sentence for each thing that does not fit; none when all is well, or when nothing is described. */
type Check = (value: unknown) => string[];

export interface Descriptions {
  readonly request: (operation: string) => Check;
  /** The names of those that have a value which is not described. */
  readonly query: (operation: string) => (asked: URLSearchParams) => string[];
  /** Undefined where GitHub describes no such status. */
  readonly response: (operation: string, status: number) => Check | undefined;
  /** Undefined where GitHub describes no such event. */
  readonly payload: (event: string, action: string | undefined) => Check | undefined;
  readonly operations: () => string[];
  readonly events: () => string[];
  readonly describes: (operation: string) => boolean;
}

const fits: Check = () => [];

/** GitHub's own descriptions, cut down by scripts/sandbox-descriptions.ts. A schema is compiled when it is first needed. */
export function openDescriptions(): Descriptions {
  const rest = load('rest');
  const webhooks = load('webhooks');
  return {
    request: (operation) => (rest.parts(operation)?.request ? rest.check(['parts', operation, 'request']) : fits),
    query: (operation) => (asked) =>
      Object.entries(rest.parts(operation)?.query ?? {}).flatMap(([name, known]) => {
        const value = asked.get(name);
        const fine = value === null || (known === 'instant' ? !Number.isNaN(Date.parse(value)) : known.includes(value));
        return fine ? [] : [name];
      }),
    response: (operation, status) => {
      const described = rest.parts(operation)?.responses?.[status];
      if (described === undefined) return undefined;
      return described === null ? fits : rest.check(['parts', operation, 'responses', String(status)]);
    },
    payload: (event, action) => {
      const name = action === undefined ? event : `${event}.${action}`;
      return webhooks.parts(name)?.payload ? webhooks.check(['parts', name, 'payload']) : undefined;
    },
    operations: rest.names,
    events: webhooks.names,
    describes: (operation) => rest.parts(operation) !== undefined,
  };
}

function load(name: 'rest' | 'webhooks') {
  const description: Description = JSON.parse(readFileSync(new URL(`./github/${name}.json`, import.meta.url), 'utf8'));
  const ajv = newAjv();
  ajv.addSchema({ ...description, $id: name });
  const compiled = new Map<string, ValidateFunction>();
  const check = (path: readonly string[]): Check => {
    const pointer = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `${name}#/${pointer}` });
    compiled.set(pointer, validate);
    return (value) =>
      validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  };
  return { check, parts: (part: string) => description.parts[part], names: () => Object.keys(description.parts) };
}

function newAjv(): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    logger: false,
    validateSchema: false,
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addFormat('date-time', (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)));
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  ajv.addFormat('uri', (text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text));
  ajv.addFormat('email', /^\S+@\S+$/);
  ajv.addFormat('repo.nwo', /^[^/\s]+\/[^/\s]+$/);
  for (const free of ['uri-template', 'timestamp', 'int64', 'int32', 'float', 'binary', 'ip', 'hostname'])
    ajv.addFormat(free, true);
  return ajv;
}
