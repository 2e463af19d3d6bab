/** GitHub's ids for GraphQL: what kind of thing, and which. Opaque to clients, readable here. */
export function nodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

export function readNodeId(node: string): { readonly kind: string; readonly id: string } | undefined {
  const match = /^(?<kind>[A-Za-z]+)_(?<id>[\w-]+)$/.exec(node);
  const { kind, id } = match?.groups ?? {};
  return kind === undefined || id === undefined ? undefined : { kind, id: Buffer.from(id, 'base64url').toString() };
}
