/** Short names by which people speak of items where ids are long: item id to `db-3`. */
export type Handles = ReadonlyMap<string, string>;

export const noHandles: Handles = new Map();

const plain = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/** What one writes in a command for this item: its handle, or else its id. Nothing for what no command could take. */
export function nameIn(id: string, handles: Handles): string | undefined {
  const name = handles.get(id) ?? id;
  return name.length <= 80 && plain.test(name) ? name : undefined;
}
