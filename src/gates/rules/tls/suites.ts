/** A cipher suite by its number in IANA's registry. */
export interface Suite {
  readonly code: number;
  readonly name: string;
}

const classic = 'RSA DH_DSS DH_RSA DHE_DSS DHE_RSA DH_anon';
const cbc = 'DES40 DES 3DES';
const elliptic = 'ECDHE_ECDSA ECDH_ECDSA ECDHE_RSA ECDH_RSA';
const withGcm = 'RSA DHE_RSA DH_RSA DHE_DSS DH_DSS DH_anon';

/**
 * Numbers run through every exchange, and for each of them through every cipher. Left out are suites that need a secret which both
 * sides have beforehand (PSK, SRP, Kerberos): without it no server shows whether it has them.
 */
const rows: readonly (readonly [first: number, exchanges: string, ciphers: string])[] = [
  [0x0001, 'RSA', 'NULL_MD5 NULL_SHA EXPORT:RC4_40_MD5 RC4_128_MD5 RC4_128_SHA EXPORT:RC2_CBC_40_MD5 IDEA_CBC_SHA'],
  [0x0008, 'RSA DH_DSS DH_RSA DHE_DSS DHE_RSA', cbc],
  [0x0017, 'DH_anon', `EXPORT:RC4_40_MD5 RC4_128_MD5 ${cbc}`],
  [0x002f, classic, 'AES_128_CBC_SHA'],
  [0x0035, classic, 'AES_256_CBC_SHA'],
  [0x003b, 'RSA', 'NULL_SHA256 AES_128_CBC_SHA256 AES_256_CBC_SHA256'],
  [0x003e, 'DH_DSS DH_RSA DHE_DSS', 'AES_128_CBC_SHA256'],
  [0x0041, classic, 'CAMELLIA_128_CBC_SHA'],
  [0x0060, 'RSA', 'EXPORT1024:RC4_56_MD5 EXPORT1024:RC2_CBC_56_MD5 EXPORT1024:DES_CBC_SHA'],
  [0x0063, 'DHE_DSS', 'EXPORT1024:DES_CBC_SHA'],
  [0x0064, 'RSA', 'EXPORT1024:RC4_56_SHA'],
  [0x0065, 'DHE_DSS', 'EXPORT1024:RC4_56_SHA RC4_128_SHA'],
  [0x0067, 'DHE_RSA', 'AES_128_CBC_SHA256'],
  [0x0068, 'DH_DSS DH_RSA DHE_DSS DHE_RSA', 'AES_256_CBC_SHA256'],
  [0x006c, 'DH_anon', 'AES_128_CBC_SHA256 AES_256_CBC_SHA256'],
  [0x0080, 'GOSTR341094', '28147_CNT_IMIT'],
  [0x0081, 'GOSTR341001', '28147_CNT_IMIT'],
  [0x0082, 'GOSTR341094', 'NULL_GOSTR3411'],
  [0x0083, 'GOSTR341001', 'NULL_GOSTR3411'],
  [0x0084, classic, 'CAMELLIA_256_CBC_SHA'],
  [0x0096, classic, 'SEED_CBC_SHA'],
  [0x009c, withGcm, 'AES_128_GCM_SHA256 AES_256_GCM_SHA384'],
  [0x00ba, classic, 'CAMELLIA_128_CBC_SHA256'],
  [0x00c0, classic, 'CAMELLIA_256_CBC_SHA256'],
  [0x00c6, '', 'SM4_GCM_SM3 SM4_CCM_SM3'],
  [0x1301, '', 'AES_128_GCM_SHA256 AES_256_GCM_SHA384 CHACHA20_POLY1305_SHA256 AES_128_CCM_SHA256 AES_128_CCM_8_SHA256'],
  [
    0xc001,
    'ECDH_ECDSA ECDHE_ECDSA ECDH_RSA ECDHE_RSA ECDH_anon',
    'NULL_SHA RC4_128_SHA 3DES_EDE_CBC_SHA AES_128_CBC_SHA AES_256_CBC_SHA',
  ],
  [0xc023, elliptic, 'AES_128_CBC_SHA256 AES_256_CBC_SHA384'],
  [0xc02b, elliptic, 'AES_128_GCM_SHA256 AES_256_GCM_SHA384'],
  [0xc03c, classic, 'ARIA_128_CBC_SHA256 ARIA_256_CBC_SHA384'],
  [0xc048, elliptic, 'ARIA_128_CBC_SHA256 ARIA_256_CBC_SHA384'],
  [0xc050, withGcm, 'ARIA_128_GCM_SHA256 ARIA_256_GCM_SHA384'],
  [0xc05c, elliptic, 'ARIA_128_GCM_SHA256 ARIA_256_GCM_SHA384'],
  [0xc072, elliptic, 'CAMELLIA_128_CBC_SHA256 CAMELLIA_256_CBC_SHA384'],
  [0xc07a, withGcm, 'CAMELLIA_128_GCM_SHA256 CAMELLIA_256_GCM_SHA384'],
  [0xc086, elliptic, 'CAMELLIA_128_GCM_SHA256 CAMELLIA_256_GCM_SHA384'],
  [0xc09c, 'RSA DHE_RSA', 'AES_128_CCM AES_256_CCM'],
  [0xc0a0, 'RSA DHE_RSA', 'AES_128_CCM_8 AES_256_CCM_8'],
  [0xc0ac, 'ECDHE_ECDSA', 'AES_128_CCM AES_256_CCM AES_128_CCM_8 AES_256_CCM_8'],
  [0xc100, 'GOSTR341112_256', 'KUZNYECHIK_CTR_OMAC MAGMA_CTR_OMAC 28147_CNT_IMIT'],
  // Numbers of drafts, still to be met.
  [0xcc13, 'ECDHE_RSA ECDHE_ECDSA DHE_RSA', 'CHACHA20_POLY1305_SHA256_OLD'],
  [0xcca8, 'ECDHE_RSA ECDHE_ECDSA DHE_RSA', 'CHACHA20_POLY1305_SHA256'],
  [0xfefe, 'RSA_FIPS', 'DES_CBC_SHA 3DES_EDE_CBC_SHA'],
];

const short: Readonly<Record<string, string>> = {
  DES40: 'EXPORT:DES40_CBC_SHA',
  DES: 'DES_CBC_SHA',
  '3DES': '3DES_EDE_CBC_SHA',
};

function nameOf(exchange: string, cipher: string): string {
  if (exchange === '') return `TLS_${cipher}`;
  const [last = '', exported] = (short[cipher] ?? cipher).split(':').toReversed();
  return `TLS_${exchange}${exported === undefined ? '' : `_${exported}`}_WITH_${last}`;
}

export const suites: readonly Suite[] = rows
  .flatMap(([first, exchanges, ciphers]) =>
    exchanges
      .split(' ')
      .flatMap((exchange) => ciphers.split(' ').map((cipher) => nameOf(exchange, cipher)))
      .map((name, at) => ({ code: first + at, name })),
  )
  .toSorted((a, b) => a.code - b.code);

const byCode = new Map(suites.map((suite) => [suite.code, suite.name]));
const byName = new Map(suites.map((suite) => [suite.name, suite.code]));

/** A number that the table does not have keeps its digits: what a server chose is never lost. */
export function suiteName(code: number): string {
  return byCode.get(code) ?? `0x${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function suiteCode(name: string): number | undefined {
  return byName.get(name);
}

/** What the name of a suite says of its strength. */
export interface Strength {
  /** Of the cipher, as good as it is known to be today; 0 for none. */
  readonly bits: number;
  readonly isAuthenticated: boolean;
  readonly hasForwardSecrecy: boolean;
  readonly isAead: boolean;
  readonly isExport: boolean;
  readonly cipher: string;
}

export function strengthOf(name: string): Strength {
  const [exchange = '', cipher = exchange] = name.replace(/^(?:TLS|SSL)_/, '').split('_WITH_');
  // Those of TLS 1.3 name no exchange: it always has forward secrecy, and is always authenticated.
  const isNew = !name.includes('_WITH_');
  return {
    cipher,
    bits: /_EXPORT/.test(exchange) ? 40 : bitsOf(cipher),
    isAuthenticated: isNew || !/anon/i.test(exchange),
    hasForwardSecrecy: isNew || /^(?:EC)?DHE_|^(?:EC)?DH_anon/.test(exchange),
    isAead: /GCM|CCM|POLY1305|OMAC|MGM/.test(cipher),
    isExport: /EXPORT/.test(exchange),
  };
}

const bits: readonly (readonly [RegExp, number])[] = [
  [/NULL/, 0],
  [/_40_|40/, 40],
  [/_56_|^DES_CBC/, 56],
  [/3DES/, 112],
  [/256_(?!OLD)|CHACHA20|28147|KUZNYECHIK|MAGMA/, 256],
  [/128|IDEA|SEED|SM4|RC4|RC2/, 128],
];

function bitsOf(cipher: string): number {
  return bits.find(([pattern]) => pattern.test(cipher.replace(/_SHA\d*(?:_OLD)?$/, '_')))?.[1] ?? 0;
}
