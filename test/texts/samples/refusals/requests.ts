import type { requestTexts } from '../../../../src/texts/en/refusals/requests.ts'
import { say } from '../../../../src/texts/say.ts'
import type { SamplesOf } from '../samples-of.ts'

const nip = '5265877635'

export const requestSamples: SamplesOf<typeof requestTexts> = {
  'refusal.key-expired': [{ at: '2026-06-30T22:00:00Z' }],
  'refusal.role-too-low': [{ needed: 'accountant', role: 'viewer' }],
  'refusal.taxpayer-not-yours': [{ nip }],
  'refusal.too-many-failures': [{ seconds: 10 }],
  'refusal.rate-limited': [{ most: 600, seconds: 2 }],
  'refusal.too-much-at-once': [
    { whose: 'key', requests: 512, megabytes: 128 },
    { whose: 'taxpayer', requests: 2, megabytes: 128 },
  ],
  'refusal.files-too-slow': [{ seconds: 30 }],
  'refusal.bodies-in-turn': [{ seconds: 30 }],
  'refusal.not-found': [{ method: 'GET', path: '/v2' }],
  'refusal.body-too-large': [
    { what: 'body', megabytes: 10 },
    { what: 'metadata', megabytes: 1 },
  ],
  'refusal.media-type': [{ types: ['application/json', 'application/zip'] }],
  'refusal.json-not-utf8': [{ what: 'body' }, { what: 'metadata' }],
  'refusal.json-too-deep': [{ most: 64 }],
  'refusal.too-many-values': [{ what: 'body', most: 20_000 }],
  'refusal.malformed-json': [{ what: 'body', why: 'Unexpected end of JSON input' }],
  'refusal.malformed-form': [{ why: say('refusal.form.cut-off') }],
  'refusal.form.too-many-parts': [{ most: 20 }],
  'refusal.form.encoded': [{ part: 'file', encoding: 'base64' }],
}
