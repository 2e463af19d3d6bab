import { describe, expect, test } from '@jest/globals';
import { socketPlace, webPlace } from '../../../src/gates/probes/destination.ts';

describe('an address of the web', () => {
  test.each<[string, string, number, string]>([
    ['https://API.Example.com/a?b', 'api.example.com', 443, 'https://api.example.com'],
    ['http://example.com.:8080', 'example.com', 8080, 'http://example.com.:8080'],
    ['https://bücher.example', 'xn--bcher-kva.example', 443, 'https://xn--bcher-kva.example'],
    ['https://ＥＸＡＭＰＬＥ.com', 'example.com', 443, 'https://example.com'],
    ['http://0x7f.1/', '127.0.0.1', 80, 'http://127.0.0.1'],
    ['https://[::FFFF:7f00:1]:8443/', '::ffff:7f00:1', 8443, 'https://[::ffff:7f00:1]:8443'],
  ])('%s', (written, host, port, origin) => {
    expect(webPlace(written)).toMatchObject({ host, port, origin });
  });

  test('may be relative to another', () => {
    expect(webPlace('../c', new URL('https://a.example/x/y/')).url.href).toBe('https://a.example/x/c');
  });

  test.each([
    ['ftp://a.example', /ftp:\/\/ is not asked/],
    ['https://a:b@a.example', /has credentials/],
    ['https://a.example:25', /Port 25/],
    ['https://a..example', /names no host/],
    ['https://a.exa\nmple', /is no address/],
    [`https://${'a'.repeat(64)}.example`, /names no host/],
  ])('%j is none', (written, message) => {
    expect(() => webPlace(written)).toThrow(message);
  });

  test('what is wrong never tells the password', () => {
    expect(() => webPlace('https://a:s3cret@a.example')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
    );
  });
});

describe('a host with or without its port', () => {
  test.each<[string, string, number]>([
    ['a.example', 'a.example', 443],
    ['A.example.:8443', 'a.example', 8443],
    ['a.example:443', 'a.example', 443],
    ['a.example:25', 'a.example', 25],
    ['::1', '::1', 443],
    ['[::1]:636', '::1', 636],
    ['127.1:5432', '127.0.0.1', 5432],
  ])('%s', (written, host, port) => {
    expect(socketPlace(written, 443)).toEqual({ host, port });
  });

  test.each(['', 'a.example/', 'a.example?x', 'a@b.example', 'a.example:0', 'a.example:70000', 'https://a.example', 'a b'])(
    '%j is none',
    (written) => {
      expect(() => socketPlace(written, 443)).toThrow(/is no|has credentials/);
    },
  );
});
