import { cannotTell, defineGate, type Finding } from './engine/contract.ts';
import { address, isGone, requestFields } from './engine/request.ts';
import { s } from './engine/schema.ts';

const source = s.object(
  {
    pages: s.optional(
      s.array(address('A path of the target, or a whole address.'), {
        minItems: 1,
        maxItems: 20,
        description: 'Pages that set cookies; the target when absent.',
      }),
    ),
    sessionCookies: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 200 }), {
        maxItems: 50,
        description: 'Patterns (RE2) of cookies that carry a session; the usual names when absent.',
      }),
    ),
    ...requestFields(),
  },
  { $id: 'cookies.source' },
);

const limits = s.object(
  {
    strict: s.optional(
      s.boolean({ default: false, tightens: 'equal', description: 'Also prefixes, domains and SameSite of every cookie.' }),
    ),
    atLeast: s.optional(
      s.integer({
        minimum: 0,
        tightens: 'higher',
        description: 'So many cookies must be set: 1 makes sure that a login was really seen.',
      }),
    ),
    allow: s.optional(
      s.array(s.text({ minLength: 1, maxLength: 200 }), {
        uniqueItems: true,
        tightens: 'subset',
        description: 'Findings that are accepted, by their id.',
      }),
    ),
  },
  { $id: 'cookies.limits' },
);

const evidence = s.object(
  {
    pages: s.array(s.object({ url: s.text(), status: s.integer(), cookies: s.array(s.text(), { maxItems: 200 }) }), {
      minItems: 1,
      maxItems: 20,
    }),
    flaws: s.array(
      s.object({ id: s.text(), title: s.text(), severity: s.oneOf(['high', 'medium', 'low']), strict: s.boolean() }),
      { maxItems: 500 },
    ),
  },
  { $id: 'cookies.evidence' },
);

export const cookies = defineGate({
  id: 'cookies',
  title: 'Cookies',
  about:
    'Reads every cookie that pages set, on the way of their redirects too, dropped by browsers or not: sessions are Secure and HttpOnly, ' +
    'SameSite is a word that browsers know, and names that promise something keep it. Values are neither kept nor shown. It sees the cookies of ' +
    'these requests only: a login that is not asked sets none.',
  needs: ['target'],
  keeps: { hours: 24 },
  source,
  limits,
  evidence,

  async collect(wanted, context) {
    const { collectCookies } = await import('./probes/headers/cookies.ts');
    return collectCookies(wanted, context);
  },

  judge({ pages, flaws }, { strict = false, atLeast = 0, allow = [] }) {
    const dead = pages.find(({ status }) => isGone(status));
    if (dead !== undefined)
      return cannotTell(
        `${dead.url} answers ${dead.status}`,
        'Let the page answer as visitors see it, or name another under pages.',
      );
    const names = [...new Set(pages.flatMap((page) => page.cookies))];
    const wrong = flaws.filter((flaw) => (strict || !flaw.strict) && !allow.includes(flaw.id));
    const few: Finding[] =
      names.length < atLeast
        ? [
            {
              id: 'too-few',
              title: `${names.length} cookies are set, at least ${atLeast} are expected`,
              value: names.length,
              better: 'higher',
            },
          ]
        : [];
    const findings = [...few, ...wrong.map(({ id, title, severity }): Finding => ({ id, title, severity }))];
    const count = {
      metric: 'cookies',
      value: names.length,
      ...(atLeast > 0 && { limit: `at least ${atLeast}`, ok: few.length === 0 }),
    };
    const measured = [
      count,
      ...names.map((name) => ({ metric: name, value: say(wrong.filter(({ title }) => title.includes(` ${name} `)).length) })),
    ];
    const summary = names.length === 0 ? 'no cookie is set' : `${names.join(', ')}: ${say(findings.length)}`;
    if (findings.length === 0) return { result: 'pass', summary, measured, findings };
    const remedy = 'Set each session cookie as __Host-NAME=...; Path=/; Secure; HttpOnly; SameSite=Lax.';
    return { result: 'fail', summary, measured, findings, remedy };
  },
});

function say(findings: number): string {
  return findings === 0 ? 'as they should be' : findings === 1 ? '1 finding' : `${findings} findings`;
}
