import { type Claim, defineGate, type Gate, type Judgement } from '../../../src/gates/engine/contract.ts';
import { s } from '../../../src/gates/engine/schema.ts';
import { digest } from '../../../src/ground/json.ts';

interface Parts {
  readonly id?: string;
  readonly needs?: Gate['needs'];
  readonly collect?: Gate['collect'];
  readonly judge?: (evidence: { height: number }, limits: { least: number }) => Judgement;
}

/** A small gate of which a test may change any part. */
export function tideGate({ id = 'tide', needs = [], collect, judge }: Parts = {}): Gate {
  const gate: Gate = defineGate({
    id,
    title: 'Tide',
    about: 'How high the water is.',
    needs,
    keeps: { hours: 1 },
    source: s.object({ harbour: s.text() }),
    limits: s.object({ least: s.number({ tightens: 'higher' }) }),
    evidence: s.object({ height: s.number() }),
    collect: () => Promise.resolve({ height: 3 }),
    judge: judge ?? ((seen, { least }) => (seen.height >= least ? passing(seen.height) : failing(seen.height))),
  });
  return collect === undefined ? gate : { ...gate, collect };
}

export function passing(height: number): Judgement {
  return { result: 'pass', summary: `${height} m`, measured: [{ metric: 'height', value: height, ok: true }], findings: [] };
}

export function failing(height: number): Judgement {
  const findings = [{ id: 'low', title: 'low water' }];
  return {
    result: 'fail',
    summary: `${height} m`,
    measured: [{ metric: 'height', value: height, ok: false }],
    findings,
    remedy: 'Wait.',
  };
}

export function tideClaim(height: number): Claim {
  const source = digest({ harbour: 'Wismar' });
  return { gate: 'tide', source, at: '2026-11-21T10:00:00.000Z', tookMs: 1, state: 'collected', data: { height } };
}
