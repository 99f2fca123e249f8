import type { ksefTexts } from '../../../src/texts/en/ksef.ts'
import type { SamplesOf } from './samples-of.ts'

const [from, to] = ['2026-11-20T08:00:00.000Z', '2026-11-20T09:30:00.000Z']
const subjects = ['Subject1', 'Subject2', 'Subject3', 'SubjectAuthorized']
const ksefNumber = '5265877635-20261120-0100001AF629-AF'
const part = { part: 1, decrypted: false }
const why = { said: 'ksef.answer-empty', params: { status: 500 } }

export const ksefSamples: SamplesOf<typeof ksefTexts> = {
  'ksef.no-answer': [{ error: 'TimeoutError: 20000 ms' }],
  'ksef.answer-empty': [{ status: 500 }],
  'ksef.answer-strange': [{ status: 404 }],
  'ksef.answer-too-long': [{ status: 200, most: 16_777_216 }],
  'ksef.answer-unreadable': (
    ['challenge', 'sign-in', 'sign-in-state', 'tokens', 'token', 'export', 'invoices'] as const
  ).map((what) => ({ what, places: 'status' })),
  'ksef.key-missing': [{ usage: 'SymmetricKeyEncryption' }],
  'ksef.key-unusable': [{ key: 'K1', error: 'OperationError' }],
  'ksef.limit': [{ seconds: 600 }],
  'export.unknown-state': [{ state: 777, words: 'Eksport' }],
  'export.endless': [{ hours: 6 }, { hours: 1 }],
  'package.parts-wrong': [{ parts: [1, 3], size: 1200, whole: 1300 }],
  'package.part-unlisted': [{ part: 2 }],
  'package.storage-answered': [{ status: 500, part: 1 }],
  'package.storage-refused-types': [{ part: 1 }],
  'package.address-strange': [
    { part: 1, origin: null },
    { part: 1, origin: 'http://10.0.0.1' },
  ],
  'package.part-encrypted-otherwise': [{ part: 1 }],
  'package.part-late': [{ part: 1 }],
  'package.part-too-long': [{ ...part, size: 1200 }],
  'package.part-short': [{ ...part, decrypted: true, seen: 1100, size: 1200 }],
  'package.part-damaged': [part, { ...part, decrypted: true }],
  'package.unreadable': [{ why: 'ZIP' }],
  'package.list-broken': [{ places: 1 }, { places: 3 }],
  'package.list-lacks': [{ documents: 1 }, { documents: 5 }],
  'package.incomplete': [{ named: 10, announced: 12 }],
  'package.lacks-listed': [{ numbers: [ksefNumber] }, { numbers: [ksefNumber, ksefNumber] }],
  'package.documents-damaged': [{ documents: 1 }, { documents: 2 }, { documents: 5 }],
  'package.too-large': [{ subject: 'Subject2', from, invoices: 10_000, megabytes: 120 }],
  'package.instant-too-full': [{ subject: 'Subject2', from }],
  'package.left': [{ subject: 'Subject2', from, to, why }],
  'run.document': [
    { ksefNumber, why },
    { ksefNumber: null, why },
  ],
  'run.subject-not-allowed': subjects.map((subject) => ({ subject })),
  'run.not-in-time': [{ left: ['Subject1', 'Subject2'].map((subject) => ({ subject, why })) }],
  'run.done': [
    { received: 1, isNew: 1 },
    { received: 12, isNew: 3 },
  ],
  'sign-in.unknown-state': [{ state: 999, words: 'A' }],
  'sign-in.fails': [{ times: 4, why: { said: 'sign-in.session-ended' } }],
  'sign-in.refused': [{ why: '400 21405' }],
  'forbidden.other': [{ reason: 'A', words: '403' }],
}
