/** How both sides agree on a key: curves, finite fields, and the hybrids that a quantum computer does not break. */
export const groups: readonly { readonly code: number; readonly name: string }[] = [
  { code: 0x11ec, name: 'X25519MLKEM768' },
  { code: 0x11eb, name: 'SecP256r1MLKEM768' },
  { code: 0x11ed, name: 'SecP384r1MLKEM1024' },
  { code: 0x6399, name: 'X25519Kyber768Draft00' },
  { code: 29, name: 'x25519' },
  { code: 23, name: 'secp256r1' },
  { code: 24, name: 'secp384r1' },
  { code: 25, name: 'secp521r1' },
  { code: 30, name: 'x448' },
  { code: 26, name: 'brainpoolP256r1' },
  { code: 27, name: 'brainpoolP384r1' },
  { code: 28, name: 'brainpoolP512r1' },
  { code: 31, name: 'brainpoolP256r1tls13' },
  { code: 32, name: 'brainpoolP384r1tls13' },
  { code: 33, name: 'brainpoolP512r1tls13' },
  { code: 256, name: 'ffdhe2048' },
  { code: 257, name: 'ffdhe3072' },
  { code: 258, name: 'ffdhe4096' },
  { code: 259, name: 'ffdhe6144' },
  { code: 260, name: 'ffdhe8192' },
  { code: 22, name: 'secp256k1' },
  { code: 21, name: 'secp224r1' },
  { code: 20, name: 'secp224k1' },
  { code: 19, name: 'secp192r1' },
  { code: 18, name: 'secp192k1' },
  { code: 17, name: 'secp160r2' },
  { code: 16, name: 'secp160r1' },
  { code: 15, name: 'secp160k1' },
  { code: 14, name: 'sect571r1' },
  { code: 13, name: 'sect571k1' },
  { code: 12, name: 'sect409r1' },
  { code: 11, name: 'sect409k1' },
  { code: 10, name: 'sect283r1' },
  { code: 9, name: 'sect283k1' },
  { code: 8, name: 'sect239k1' },
  { code: 7, name: 'sect233r1' },
  { code: 6, name: 'sect233k1' },
  { code: 5, name: 'sect193r2' },
  { code: 4, name: 'sect193r1' },
  { code: 3, name: 'sect163r2' },
  { code: 2, name: 'sect163r1' },
  { code: 1, name: 'sect163k1' },
];

const byCode = new Map(groups.map(({ code, name }) => [code, name]));

export function groupName(code: number): string {
  return byCode.get(code) ?? `0x${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function isPostQuantum(name: string): boolean {
  return /MLKEM|Kyber/.test(name);
}

/** Bits of a discrete logarithm that an attacker would have to find; undefined for what the name does not say. */
export function groupBits(name: string): number | undefined {
  if (name.startsWith('ffdhe')) return Number(name.slice('ffdhe'.length));
  if (/25519/.test(name)) return 253;
  if (name === 'x448') return 448;
  const digits = /\d{3}/.exec(name)?.[0];
  return digits === undefined ? undefined : Number(digits);
}

export function isFiniteField(name: string): boolean {
  return name.startsWith('ffdhe');
}
