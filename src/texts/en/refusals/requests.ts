import type { Said, Tell } from '../../sentence.ts'

type Body = 'body' | 'metadata'
const bodies = { body: 'body', metadata: 'part metadata' } as const

const roleNamed = (role: string, tell: Tell): string => tell({ said: `name.role.${role}` })

/** Refusals of who calls, how often, and with what kind of request. */
export const requestTexts = {
  'refusal.key-missing': 'No key was given. Send Authorization: Bearer KEY.',
  'refusal.key-unknown': 'The key is not known, or was revoked. Send Authorization: Bearer KEY.',
  'refusal.key-expired': ({ at }: { at: string }) =>
    `This key expired at ${at}. Ask an admin for a new one (POST /v1/keys).`,
  'refusal.role-too-low': ({ needed, role }: { needed: string; role: string }, tell: Tell) =>
    `This needs a key with the role "${roleNamed(needed, tell)}"; this one has the role "${roleNamed(role, tell)}". Ask an admin for such a key.`,
  'refusal.taxpayer-not-yours': ({ nip }: { nip: string }) =>
    `This key is not for the taxpayer ${nip}. Use one that is, or ask an admin for it.`,
  'refusal.key-not-for-all':
    'This needs a key for all taxpayers: what it does reaches beyond one of them. Ask an admin of all taxpayers to do it.',
  'refusal.too-many-failures': ({ seconds }: { seconds: number }) =>
    `Too many requests with unknown keys came from your address. Correct the key and try again in ${seconds} seconds.`,
  'refusal.rate-limited': ({ most, seconds }: { most: number; seconds: number }) =>
    `This key makes more than ${most} requests a minute. Try again in ${seconds} seconds.`,
  'refusal.too-much-at-once': ({
    whose,
    requests,
    megabytes,
  }: {
    whose: 'key' | 'taxpayer'
    requests: number
    megabytes: number
  }) =>
    `This ${whose} has more under way than ${requests} requests, or ${megabytes} MB of bodies. Wait until some are answered, then send this again.`,
  'refusal.too-many-files-waiting':
    'Too many files of this taxpayer wait to be read. Send this one again later.',
  'refusal.files-too-slow': ({ seconds }: { seconds: number }) =>
    `Several files under this key took too long or too much memory to read. Its next file is read in ${seconds} seconds. Save such files again in a simpler form, or send what they say as JSON.`,
  'refusal.service-busy':
    'The service has as many bodies under way as its memory takes. Nothing of this request was kept: send it again in some seconds.',
  'refusal.bodies-in-turn': ({ seconds }: { seconds: number }) =>
    `Other large bodies of this key or taxpayer are still being read after ${seconds} seconds. Nothing of this request was kept: send it again in some seconds, and large bodies one after the other.`,

  'refusal.not-found': ({ method, path }: { method: string; path: string }) =>
    `There is nothing at ${method} ${path}. See /docs.`,
  'refusal.body-cut-off': 'The body did not come to its end. Nothing of it was kept: send it again.',
  'refusal.body-too-large': ({ what, megabytes }: { what: Body; megabytes: number }) =>
    `The ${bodies[what]} is larger than ${megabytes} MB. Send it in smaller parts.`,
  'refusal.media-type': ({ types }: { types: readonly string[] }) =>
    `Send the body as ${types.join(' or ')} and say so in Content-Type.`,
  'refusal.json-not-utf8': ({ what }: { what: Body }) =>
    `The ${bodies[what]} is not UTF-8 text. Send JSON in UTF-8.`,
  'refusal.json-too-deep': ({ most }: { most: number }) =>
    `The JSON is nested deeper than ${most} levels. Send it flatter, as the contract shows it.`,
  'refusal.too-many-values': ({ what, most }: { what: Body; most: number }) =>
    `The ${bodies[what]} holds more than ${most} values. Send it in smaller parts.`,
  'refusal.malformed-json': ({ what, why }: { what: Body; why: string }) =>
    `The ${bodies[what]} is not valid JSON: ${why}`,
  'refusal.malformed-form': ({ why }: { why: Said }, tell: Tell) =>
    `The body is not valid multipart/form-data: ${tell(why)}. Let your HTTP library build it, with its boundary.`,
  'refusal.form.no-boundary': 'its Content-Type names no boundary',
  'refusal.form.boundary-missing': 'its boundary does not occur',
  'refusal.form.boundary-line': 'a boundary line goes on',
  'refusal.form.no-head': 'a part has no head',
  'refusal.form.cut-off': 'it is cut off',
  'refusal.form.no-name': 'a part has no name',
  'refusal.form.too-many-parts': ({ most }: { most: number }) => `it has more than ${most} parts`,
  'refusal.form.encoded': ({ part, encoding }: { part: string; encoding: string }) =>
    `the part ${part} is encoded as ${encoding}`,
  'refusal.invalid-idempotency-key':
    'Idempotency-Key must have 1 to 255 visible ASCII characters, without spaces.',
  'refusal.idempotency-key-reused':
    'Another request came under this Idempotency-Key. Give each request a key of its own.',
  'refusal.idempotency-answer-unreadable':
    'A request under this Idempotency-Key was done, but its answer was kept under a master key that is gone and cannot be said again. Look whether it had its effect; if it must be done once more, send it under another key.',
  'refusal.invalid-cursor':
    'This cursor does not belong to this list. Take it from the property next of the page before, or begin without one.',
}
