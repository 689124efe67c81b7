import { describe, expect, test } from 'vitest';
import { providerSourceError } from '../../../src/constructs/providers/provider-source-error';

describe('the provider can come from', () => {
  test.for([
    'cdktf-face-liveness/faceliveness',
    'acme/faceliveness',
    '1/faceliveness',
    'ünï/faceliveness',
    'registry.example.com/acme/faceliveness',
    'registry.example.com:8443/acme/faceliveness',
    'registry.example.com:1/acme/faceliveness',
    'registry.example.com:65535/acme/faceliveness',
    'localhost/acme/faceliveness',
    'localhost:8443/acme/faceliveness',
    '192.168.1.1/acme/faceliveness',
    'exämple.com/acme/faceliveness',
    'a--b.example.com/acme/faceliveness',
    'Registry.Example.com/Acme/FaceLiveness',
  ])('%s', (source) => {
    expect(providerSourceError(source)).toBeUndefined();
  });
});

describe('the provider can not come from', () => {
  test.for([
    ['', 'is empty'],
    ['faceliveness', 'has 1 part'],
    ['registry.example.com/acme/team/faceliveness', 'has 4 parts'],
    ['https://registry.example.com/acme/faceliveness', 'starts with "https://"'],
    ['/acme/faceliveness', 'has the host ""'],
    ['registry_x.example.com/acme/faceliveness', 'has the host "registry_x.example.com"'],
    ['registry..com/acme/faceliveness', 'has the host "registry..com"'],
    ['-registry.com/acme/faceliveness', 'has the host "-registry.com"'],
    ['registry-.com/acme/faceliveness', 'has the host "registry-.com"'],
    ['registry.example.com:/acme/faceliveness', 'has the host "registry.example.com:"'],
    ['registry.example.com:0/acme/faceliveness', 'has the host "registry.example.com:0"'],
    ['registry.example.com:65536/acme/faceliveness', 'has the host "registry.example.com:65536"'],
    ['registry.example.com:https/acme/faceliveness', 'has the host "registry.example.com:https"'],
    ['[::1]:8443/acme/faceliveness', 'has the host "[::1]:8443"'],
    [' registry.example.com/acme/faceliveness', 'has the host " registry.example.com"'],
    ['/faceliveness', 'has the namespace ""'],
    ['registry.example.com//faceliveness', 'has the namespace ""'],
    ['registry.example.com/faceliveness', 'has the namespace "registry.example.com"'],
    ['localhost:8443/faceliveness', 'has the namespace "localhost:8443"'],
    ['a_b/faceliveness', 'has the namespace "a_b"'],
    ['a--b/faceliveness', 'has the namespace "a--b"'],
    ['-a/faceliveness', 'has the namespace "-a"'],
    ['a-/faceliveness', 'has the namespace "a-"'],
    ['a b/faceliveness', 'has the namespace "a b"'],
    ['acme/', 'has the type ""'],
    ['acme/aws', 'has the type "aws"'],
    ['acme/faceliveness ', 'has the type "faceliveness "'],
    ['acme/faceliveness\n', 'has the type "faceliveness\\n"'],
    ['registry.example.com/acme/terraform-provider-faceliveness', 'has the type "terraform-provider-faceliveness"'],
  ])('%j, which %s', ([source = '', error]) => {
    expect(providerSourceError(source)).toBe(
      `invalid livenessProviderSource: ${JSON.stringify(source)} ${error}; a source is HOST/NAMESPACE/faceliveness, such ` +
        'as registry.example.com/acme/faceliveness, or NAMESPACE/faceliveness. The host can have a port, and the namespace ' +
        'is letters and digits, with single hyphens between them. Change it, or leave it out for ' +
        'cdktf-face-liveness/faceliveness',
    );
  });

  test('hosts of any length without delay', () => {
    expect(providerSourceError(`${'a'.repeat(20_000)}!/acme/faceliveness`)).toContain('has the host');
  });
});
