import fc from 'fast-check';

const surrogates = 0x800;

/**
 * What `unit: 'binary'` stands for: any character of Unicode. For that fast-check makes a table of all 1,112,064 of them as soon as a
 * text is described: a second and 100 MB, in every file of tests.
 */
export const anyCharacter = fc.nat(0x10_ffff - surrogates).map(
  (at) => String.fromCodePoint(at < 0xd800 ? at : at + surrogates),
  (value) => {
    if (typeof value !== 'string' || !/^\P{Cs}$/u.test(value)) throw new Error('not one character');
    const code = value.codePointAt(0) ?? 0;
    return code < 0xd800 ? code : code - surrogates;
  },
);
