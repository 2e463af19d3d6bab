// Addresses that are never asked, as people and attackers spell them.

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Hosts of this machine, of private networks, of clouds' metadata, and of nobody. */
export const hosts = words(`
  127.0.0.1 127.1 127.0.1 0x7f.1 0x7f000001 2130706433 017700000001 0177.0.0.1 0X7F.0x0.0x0.0x1 127.000.000.001
  127.0.0.1. %31%32%37.0.0.1 １２７.0.0.1 127。0。0。1 ①②⑦.0.0.1 127.0.0.0x1 127.255.255.254 169.254.169.254 0xa9fea9fe
  2852039166 025177524776 0xa9.0xfe.0xa9.0xfe 0251.0376.0251.0376 169.254.43518 169.16689662 0251.254.169.254
  169.254.169.254. 169。254。169。254 169．254．169．254 %31%36%39.254.169.254 0 0.0.0.0 0x0 00 0.0 0x00000000 000000000000 ０
  10.0.0.1 10.1 0xa.1 167772161 012.0.0.1 172.16.0.1 172.31.255.255 0xac100001 2886729729 192.168.0.1 192.168.1
  0xc0a80001 3232235521 0300.0250.0.1 192.11010049 100.64.0.1 100.127.255.254 100.100.100.200 168.63.129.16 192.0.0.192
  192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
  4294967295 0xffffffff 037777777777 192.31.196.1 [::1] [0:0:0:0:0:0:0:1] [0000::0001] [::] [::127.0.0.1]
  [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:169.254.169.254] [::ffff:a9fe:a9fe]
  [::ffff:10.0.0.1] [::ffff:0:127.0.0.1] [::ffff:0.0.0.0] [64:ff9b::7f00:1] [64:ff9b::169.254.169.254]
  [64:ff9b::10.0.0.1] [64:ff9b:1::7f00:1] [64:ff9b:1:ffff::1] [2002:7f00:1::] [2002:a9fe:a9fe::1] [2002:a00:1::1]
  [2001:0:7f00:1::1] [2001::f5ff:fffe] [2001:db8::1] [3fff::1] [fd00:ec2::254] [fd20:ce::254] [fc00::1]
  [fd12:3456:789a::1] [fe80::1] [febf::1] [fec0::1] [ff02::1] [ff0e::1] [100::1] [5f00::1] [4000::1] [::2] [::8.8.8.8]
  [2600::5efe:7f00:1] [2001:20::1] [2001:2::1] [2620:4f:8000::1]
`);

/** Names, and what a resolver says of them. */
export const names: Readonly<Record<string, readonly string[]>> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'LOCALHOST.example': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  '169.254.169.254.nip.example': ['169.254.169.254'],
  'both.example': ['93.184.215.14', '10.0.0.1'],
  'last.example': ['93.184.215.14', '2606:4700::1111', '::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'nat.example': ['64:ff9b::a9fe:a9fe'],
  'zoned.example': ['fe80::1%eth0'],
  'none.example': [],
  'text.example': ['not an address'],
  'bücher.example': ['192.168.1.1'],
  ｌｏｃａｌｈｏｓｔ: ['127.0.0.1'],
  'many.example': Array.from({ length: 40 }, (_, at) => `93.184.215.${at}`),
};

const credentials = words(
  `http://user@site.example/ http://user:word@site.example/ http://site.example@127.0.0.1/ http://:@127.0.0.1/`,
);
const schemes = words(
  'ftp://site.example/ file:///etc/passwd gopher://site.example/ data:text/plain,x javascript:1 unix:/run/a.sock',
);
const ports = words('22 25 110 143 389 465 587 3306 5432 6379 6667 9200 11211 27017 0');
const malformed = words('/ // http:// http://. http://.. http://a..b/ http://site.example:99999/ http://[::1 site.example');

export const addresses: readonly string[] = [
  ...hosts.map((host) => `http://${host}/`),
  ...words('127.0.0.1 169.254.169.254 [::1] 2130706433').flatMap((host) => [
    `https://${host}/`,
    `http://${host}:8080/`,
    `HTTP:\\\\${host}/a`,
  ]),
  ...Object.keys(names).map((host) => `http://${host}/`),
  ...ports.map((port) => `http://site.example:${port}/`),
  ...credentials,
  ...schemes,
  ...malformed,
  '',
  'http://a b/',
  'http://site.exa\tmple/',
  'http://site.example\n/',
  ` ${'http://site.example/'.padEnd(9_000, 'a')}`,
];
