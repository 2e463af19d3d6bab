/** Figures as Prometheus reads them. Every value of a label is known beforehand, so that no stranger can make series without end. */
export interface Metrics {
  readonly counter: <L extends string>(about: About & { readonly labels: Labels<L> }) => Add<L>;
  readonly histogram: (about: About & { readonly buckets: readonly number[] }) => (value: number) => void;
  /** Asked whenever somebody looks; nothing is shown when it is not known. */
  readonly gauge: (about: About & { readonly read: () => number | undefined }) => void;
  readonly text: () => string;
}

interface About {
  readonly name: string;
  readonly help: string;
}

/** A value that is not among them counts as `other`. */
type Labels<L extends string> = { readonly [name in L]: readonly string[] };
type Add<L extends string> = (labels: { readonly [name in L]: string }, by?: number) => void;

export function createMetrics(): Metrics {
  const shown: (() => string)[] = [];
  return {
    counter: <L extends string>({ name, help, labels }: About & { readonly labels: Labels<L> }): Add<L> => {
      const names = Object.keys(labels).filter((each): each is L => Object.hasOwn(labels, each));
      const counts = new Map<string, number>(names.length === 0 ? [['', 0]] : []);
      shown.push(() => lines({ name, help, kind: 'counter', values: [...counts] }));
      return (given, by = 1) => {
        const key = names.map((each) => `${each}="${labels[each].includes(given[each]) ? given[each] : 'other'}"`).join(',');
        counts.set(key, (counts.get(key) ?? 0) + by);
      };
    },
    histogram: ({ name, help, buckets }) => {
      const counts = buckets.map(() => 0);
      let [sum, count] = [0, 0];
      shown.push(() => {
        const below = buckets.map((bound, at): [string, number] => [`le="${bound}"`, counts[at] ?? 0]);
        const head = lines({
          name: `${name}_bucket`,
          of: name,
          help,
          kind: 'histogram',
          values: [...below, ['le="+Inf"', count]],
        });
        return `${head}${name}_sum ${sum}\n${name}_count ${count}\n`;
      });
      return (value) => {
        sum += value;
        count += 1;
        for (const [at, bound] of buckets.entries()) if (value <= bound) counts[at] = (counts[at] ?? 0) + 1;
      };
    },
    gauge: ({ name, help, read }) => {
      shown.push(() => {
        const value = read();
        return value === undefined ? '' : lines({ name, help, kind: 'gauge', values: [['', value]] });
      });
    },
    text: () => shown.map((show) => show()).join(''),
  };
}

interface Shown extends About {
  readonly kind: string;
  readonly of?: string;
  readonly values: readonly (readonly [labels: string, value: number])[];
}

function lines({ name, of = name, help, kind, values }: Shown): string {
  const rows = values.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}\n`);
  return `# HELP ${of} ${help}\n# TYPE ${of} ${kind}\n${rows.join('')}`;
}
