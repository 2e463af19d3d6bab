/**
 * Ends of names that every browser asks by https alone, as of 2026-01: whole domains that their owners had put on the list that browsers
 * carry. The list itself has a hundred thousand names and is not part of Gonogo, so that a host of its own on it is not known here.
 */
const ends = new Set(
  (
    'android app bank boo channel chrome dad day dev eat esq fly foo gle gmail google hangout ing insurance meet meme mov new nexus page ' +
    'phd play prof rsvp search youtube zip'
  ).split(' '),
);

export function isPreloaded(host: string): boolean {
  const labels = host.toLowerCase().split('.');
  return labels.length > 1 && ends.has(labels.at(-1) ?? '');
}
