/** Checklists that come with Gonogo, by the name that a configuration uses. Their files are in checklists/profiles/. */
export const profiles = {
  essentials: 'What a service on the web needs before it goes to production.',
} as const satisfies { readonly [name: string]: string };

export const profileNames: readonly string[] = Object.keys(profiles);

/** Under which name people see it, wherever it lies. */
export function profileFile(name: string): string {
  return `profiles/${name}.yml`;
}
