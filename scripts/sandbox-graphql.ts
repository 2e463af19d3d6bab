import { type ASTNode, type DefinitionNode, type DocumentNode, Kind, type NamedTypeNode, parse, print, visit } from 'graphql';

/** Only these fields of these types, and whatever their arguments and values are made of. Descriptions and directives go. */
export function cutSchema(source: string, kept: Readonly<Record<string, readonly string[]>>): string {
  const document = bare(parse(source, { noLocation: true }));
  const definitions = new Map(
    document.definitions.flatMap((each) => ('name' in each && each.name ? [[each.name.value, each]] : [])),
  );
  const cut = Object.entries(kept).map(([name, fields]) => cutType(definitions.get(name), { name, fields, kept }));
  const all = withLeaves(cut, definitions);
  return `${[...all.values()]
    .map((definition) => print(definition))
    .toSorted()
    .join('\n\n')}\n`;
}

function bare(document: DocumentNode): DocumentNode {
  const gone = (node: ASTNode) =>
    'description' in node || 'directives' in node ? { ...node, description: undefined, directives: [] } : undefined;
  return visit(document, { enter: gone, Directive: () => null });
}

interface Wanted {
  readonly name: string;
  readonly fields: readonly string[];
  readonly kept: Readonly<Record<string, readonly string[]>>;
}

function cutType(definition: DefinitionNode | undefined, { name, fields, kept }: Wanted): DefinitionNode {
  if (definition?.kind === Kind.UNION_TYPE_DEFINITION) {
    return { ...definition, types: (definition.types ?? []).filter((each) => each.name.value in kept) };
  }
  if (definition?.kind !== Kind.OBJECT_TYPE_DEFINITION && definition?.kind !== Kind.INTERFACE_TYPE_DEFINITION) {
    throw new Error(`GitHub's schema has no type ${name}.`);
  }
  const own = definition.fields ?? [];
  const missing = fields.find((field) => !own.some((each) => each.name.value === field));
  if (missing !== undefined) throw new Error(`GitHub's schema has no ${name}.${missing}.`);
  const interfaces = (definition.interfaces ?? []).filter((each) => each.name.value in kept);
  return { ...definition, interfaces, fields: own.filter((each) => fields.includes(each.name.value)) };
}

/** Adds enums, scalars and inputs until nothing is named that is not there. */
function withLeaves(
  cut: readonly DefinitionNode[],
  definitions: ReadonlyMap<string, DefinitionNode>,
): Map<string, DefinitionNode> {
  const all = new Map<string, DefinitionNode>();
  const add = (definition: DefinitionNode): void => {
    if (!('name' in definition) || !definition.name || all.has(definition.name.value)) return;
    all.set(definition.name.value, definition);
  };
  for (const definition of cut) add(definition);
  for (const definition of all.values()) {
    visit(definition, {
      NamedType: ({ name }: NamedTypeNode) => {
        const named = definitions.get(name.value);
        if (named && /Enum|Scalar|InputObject/.test(named.kind)) add(named);
        else if (named && !all.has(name.value)) throw new Error(`${name.value} is named, but not kept.`);
      },
    });
  }
  return all;
}
