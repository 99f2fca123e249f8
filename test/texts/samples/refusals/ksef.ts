import type { ksefRefusalTexts } from '../../../../src/texts/en/refusals/ksef.ts'
import type { SamplesOf } from '../samples-of.ts'

export const ksefRefusalSamples: SamplesOf<typeof ksefRefusalTexts> = {
  'refusal.ksef-not-connected': [{ nip: '5265877635' }],
  'refusal.ksef-environment': [{ environment: 'production', asked: 'test' }],
  'refusal.sync-unknown': [{ id: '0197a2c4' }],
  'credential.certificate-expired': [{ at: '2026-07-01T00:00:00Z' }],
  'credential.certificate-not-yet-valid': [{ from: '2026-08-01T00:00:00Z' }],
  'credential.certificate-key-weak': [{ bits: 2048 }],
  'credential.key-of-another-kind': [{ kind: 'RSA' }, { kind: 'EC' }],
  'credential.key-encrypted': [{ command: 'openssl pkcs8 -topk8 -nocrypt -in key.pem' }],
  'credential.key-unreadable': [{ command: 'openssl pkcs8 -topk8 -nocrypt' }],
}
