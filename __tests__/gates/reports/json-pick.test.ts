import { expect, test } from '@jest/globals';
import { Pick } from '../../../src/gates/reports/json-pick.ts';
import { as, type Shape } from '../../../src/gates/reports/json-shape.ts';

function picked(shape: Shape<unknown>, mostKept = 10_000): Pick {
  const fail = (flaw: string) => {
    throw new Error(flaw);
  };
  return new Pick({ shape, mostKept, fail });
}

function opened(pick: Pick, isList: boolean): void {
  if (pick.want !== undefined) pick.open(pick.want, isList);
}

test('what nobody asked for is not wanted', () => {
  const pick = picked(as.object({ a: as.list(as.number) }));
  opened(pick, false);
  pick.key('b');
  expect(pick.want).toBeUndefined();
  pick.key('a');
  opened(pick, true);
  pick.scalar(1);
  expect(pick.path()).toBe('$.a[0]');
  expect(pick.partial()).toEqual({ a: [1] });
  pick.close();
  pick.close();
  expect(pick.root).toEqual({ a: [1] });
});

test('what was handed over is no longer kept', () => {
  const pick = picked(as.list(as.each(as.object({ a: as.text }), () => {})), 500);
  opened(pick, true);
  for (let item = 0; item < 100; item++) {
    opened(pick, false);
    pick.key('a');
    pick.scalar('x'.repeat(50));
    pick.close();
    pick.nextItem();
  }
  expect(() => {
    opened(pick, false);
    pick.key('a');
    pick.scalar('x'.repeat(500));
  }).toThrow('too large');
});

test('a key is known by its bytes, and may not come again', () => {
  const pick = picked(as.object({ id: as.text }));
  opened(pick, false);
  const bytes = new TextEncoder().encode('"id"');
  expect(pick.keyAt(bytes, 1, 3)).toBe(true);
  expect(pick.want).toBe(as.text);
  expect(() => pick.keyAt(bytes, 1, 3)).toThrow('stands twice');
});
