import { describe, expect, it } from 'vitest'
import { type Case, decided } from '../support/decide.ts'

/** What a verdict says of itself: policies, citations, advice, a hint. */

const on = '2026-06-30'
const failure = ['failure 2026-06-29/2026-07-01']
const maintenance = ['maintenance 2026-06-30/2026-06-30']
const overtaking = ['failure 2026-07-02/2026-07-03']

describe('what the policies change', () => {
  const breach = { numbered: '2026-07-06T10:00+02:00', copies: ['invoice 2026-06-30'] }
  const early = { numbered: '2026-07-01T10:00+02:00', copies: ['invoice 2026-06-30'] }
  const offline = { numbered: '2026-07-01T10:00+02:00', copies: ['offline-invoice 2026-06-30'] }
  const overtaken = {
    outages: overtaking,
    numbered: '2026-07-08T10:00+02:00',
    copies: ['offline-invoice 2026-07-01', 'offline-invoice 2026-07-03'],
  }
  const kis = 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'
  const handbook = 'Podręcznik KSeF 2.0 cz. II 1.8 pkt 2'
  it.each<[string, Partial<Case>, Case['policy'], string | null, string]>([
    ['breachReceipt', breach, { breachReceipt: 'kis-actual' }, '2026-06-30', kis],
    ['breachReceipt', breach, { breachReceipt: 'statute-number' }, '2026-07-06', 'art. 106na ust. 3'],
    ['earlyCopy', early, { earlyCopy: 'statute-number' }, '2026-07-01', 'art. 106na ust. 3'],
    ['earlyCopy', early, { earlyCopy: 'kis-actual' }, '2026-06-30', kis],
    [
      'irregularOfflineHandover',
      offline,
      { irregularOfflineHandover: 'statute-number' },
      '2026-07-01',
      'art. 106nda ust. 11 zd. 1',
    ],
    [
      'irregularOfflineHandover',
      offline,
      { irregularOfflineHandover: 'mf-1-8-actual' },
      '2026-06-30',
      handbook,
    ],
    [
      'overtakenOffline24',
      overtaken,
      { overtakenOffline24: 'by-handover' },
      '2026-07-03',
      'art. 106nf ust. 10',
    ],
    [
      'overtakenOffline24',
      overtaken,
      { overtakenOffline24: 'emergency-rule' },
      '2026-07-01',
      'art. 106nf ust. 10',
    ],
    [
      'overtakenOffline24',
      overtaken,
      { overtakenOffline24: 'number-date' },
      '2026-07-08',
      'art. 106nda ust. 11 zd. 1',
    ],
  ])(
    '%s: the day, the article of the choice, and the params of the sentence that name it',
    (name, said, policy, received, article) => {
      const verdict = decided({ issued: on, asOf: '2026-07-27', ...said, policy: policy ?? {} })
      expect(verdict.received).toBe(received)
      expect(verdict.basis).toContain(article)
      expect(JSON.stringify(verdict.verdict.receipt.explanation)).toContain(`"policy":"${name}=`)
    },
  )

  it('the alternatives name what the other options give', () => {
    expect(decided({ issued: on, ...breach }).alternatives).toEqual([
      'breachReceipt=statute-number 2026-07-06',
    ])
    expect(decided({ issued: on, ...overtaken }).alternatives).toEqual([
      'overtakenOffline24=emergency-rule 2026-07-01',
      'overtakenOffline24=number-date 2026-07-08',
    ])
  })

  it('windows that do not overlap are told, and a credit note never so', () => {
    const far = { issued: '2026-03-10', copies: ['offline-invoice 2026-03-10'], asOf: '2026-08-01' }
    const apart = (numbered: string, more = {}) => decided({ ...far, ...more, numbered }).review
    expect(apart('2026-06-30T10:00+02:00')).not.toContain('WINDOWS_APART')
    expect(apart('2026-07-01T10:00+02:00')).toContain('WINDOWS_APART')
    expect(apart('2026-07-01T10:00+02:00', { kind: 'KOR', gross: -12_300 })).not.toContain('WINDOWS_APART')
  })
})

describe('citations follow the mode that decided', () => {
  const cites = (said: Partial<Case>) => decided({ issued: on, asOf: '2026-07-27', ...said })
  const listed = {
    buyer: '106gb-4-2' as const,
    agreed: true,
    numbered: '2026-07-02T10:00+02:00',
    copies: ['numbered-visualisation 2026-07-03'],
  }
  it.each<[string, Partial<Case>, string[]]>([
    [
      'a listed buyer, online',
      { ...listed, numbered: '2026-06-30T10:00+02:00' },
      ['art. 106na ust. 4', 'art. 106gb ust. 4'],
    ],
    [
      'a listed buyer, offline24',
      listed,
      ['art. 106nda ust. 4', 'art. 106nda ust. 11 zd. 2', 'art. 106gb ust. 4'],
    ],
    [
      'a listed buyer, maintenance',
      { ...listed, outages: maintenance },
      ['art. 106nh ust. 4', 'art. 106nda ust. 4', 'art. 106nda ust. 11 zd. 2', 'art. 106gb ust. 4'],
    ],
    [
      'a listed buyer, emergency',
      { ...listed, outages: failure },
      ['art. 106nf ust. 10', 'art. 106gb ust. 4'],
    ],
    [
      'through KSeF, online',
      { buyer: '106gb-4-2', agreed: false, numbered: '2026-06-30T10:00+02:00' },
      ['art. 106na ust. 3', 'art. 106gb ust. 4'],
    ],
    [
      'through KSeF, offline24',
      { buyer: '106gb-4-2', agreed: false, numbered: '2026-07-02T10:00+02:00' },
      ['art. 106nda ust. 5', 'art. 106nda ust. 11 zd. 1', 'art. 106gb ust. 4'],
    ],
    [
      'nothing delivered, online',
      { buyer: '106gb-4-2', agreed: true, numbered: '2026-06-30T10:00+02:00' },
      ['art. 106na ust. 4', 'art. 106gb ust. 4'],
    ],
    [
      'nothing delivered, overtaken',
      { buyer: '106gb-4-2', agreed: true, numbered: '2026-07-08T10:00+02:00', outages: overtaking },
      ['art. 106nha pkt 1', 'art. 106nf ust. 10', 'art. 106gb ust. 4'],
    ],
    [
      'maintenance',
      { numbered: '2026-07-02T10:00+02:00', outages: maintenance },
      ['art. 106nh ust. 4', 'art. 106nda ust. 11 zd. 1'],
    ],
    ['offline24', { numbered: '2026-07-02T10:00+02:00' }, ['art. 106nda ust. 11 zd. 1']],
    [
      'maintenance ended by a total failure',
      {
        copies: ['offline-invoice 2026-06-30'],
        outages: [...maintenance, 'total-failure 2026-07-01/2026-07-01'],
      },
      ['art. 106nh ust. 3 pkt 2', 'art. 86 ust. 10b pkt 1'],
    ],
    [
      'offline24 ended by a total failure',
      { copies: ['offline-invoice 2026-06-30'], outages: ['total-failure 2026-07-01/2026-07-01'] },
      ['art. 106nha pkt 2', 'art. 86 ust. 10b pkt 1'],
    ],
  ])('receipt: %s', (_what, said, expected) => {
    expect(cites(said).basis).toEqual(expected)
  })

  it.each<[string, Partial<Case>, string[]]>([
    ['online', { numbered: '2026-06-30T10:00+02:00' }, []],
    ['offline24', { numbered: '2026-07-01T10:00+02:00' }, ['art. 106nda ust. 2']],
    ['maintenance', { outages: maintenance, copies: ['offline-invoice 2026-06-30'] }, ['art. 106nh ust. 2']],
    [
      'maintenance moved by a failure',
      { outages: [...maintenance, 'failure 2026-07-01/2026-07-02'], copies: ['offline-invoice 2026-06-30'] },
      ['art. 106nh ust. 3 pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 5'],
    ],
    [
      'maintenance ended by a total failure',
      {
        outages: [...maintenance, 'total-failure 2026-07-01/2026-07-02'],
        copies: ['offline-invoice 2026-06-30'],
      },
      ['art. 106nh ust. 3 pkt 2'],
    ],
    ['emergency', { outages: failure, copies: ['offline-invoice 2026-06-30'] }, ['art. 106nf ust. 4']],
    [
      'emergency moved by another failure',
      { outages: [...failure, 'failure 2026-07-10/2026-07-11'], copies: ['offline-invoice 2026-06-30'] },
      ['art. 106nf ust. 4', 'art. 106nf ust. 5'],
    ],
    [
      'emergency ended by a total failure',
      {
        outages: [...failure, 'total-failure 2026-07-10/2026-07-11'],
        copies: ['offline-invoice 2026-06-30'],
      },
      ['art. 106nf ust. 7'],
    ],
    [
      'overtaken',
      { outages: overtaking, copies: ['offline-invoice 2026-06-30'] },
      ['art. 106nha pkt 1', 'art. 106nf ust. 4'],
    ],
    [
      'overtaken by a total failure',
      { outages: ['total-failure 2026-07-02/2026-07-02'], copies: ['offline-invoice 2026-06-30'] },
      ['art. 106nha pkt 2'],
    ],
  ])('term: %s', (_what, said, expected) => {
    expect(cites(said).resendBasis).toEqual(expected)
  })

  it('a confirmed overtaken invoice that a total failure followed is the copy received, for every buyer', () => {
    const outages = [...overtaking, 'total-failure 2026-07-03/2026-07-04']
    const inputs = { confirmedMode: 'offline24-overtaken-by-failure' }
    for (const buyer of ['domestic', '106gb-4-2'] as const) {
      const said = cites({ outages, inputs, buyer, agreed: false, copies: ['offline-invoice 2026-06-30'] })
      expect(said).toMatchObject({
        received: '2026-06-30',
        due: null,
        resendBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 7'],
      })
    }
  })
})

describe('advice follows the state', () => {
  const message = (code: string, said: Partial<Case>) =>
    decided({ issued: on, asOf: '2026-07-27', ...said }).messages[code] ?? ''
  const number = { numbered: '2026-07-06T10:00+02:00' }
  it.each<[string, Partial<Case>]>([
    ['OUTSIDE_COPY_BEFORE_NUMBER', { copies: ['offline-invoice 2026-06-30'] }],
    ['SELLER_SHOULD_USE_KSEF', { copies: ['invoice 2026-06-30'] }],
  ])('%s asks the seller while there is no number, and not once it is there', (code, said) => {
    expect(message(code, said)).toMatch(/ask the seller/i)
    expect(message(code, { ...said, ...number })).not.toMatch(/ask the seller/i)
    expect(message(code, { ...said, ...number })).not.toBe('')
  })

  it('a number printed on a copy is a number', () => {
    const print: [string, string, object] = [
      'numbered-visualisation',
      '2026-07-10',
      { ksefNumber: '5265877635-20260701-0123456789AB-7C' },
    ]
    const said = message('OUTSIDE_COPY_BEFORE_NUMBER', { copies: ['offline-invoice 2026-06-30', print] })
    expect(said).toContain(
      'before the number 5265877635-20260701-0123456789AB-7C, whose document is not in hand',
    )
    expect(said).not.toMatch(/ask the seller/i)
  })
})

describe('one code, no number, in a failure (art. 106nf ust. 3, art. 106nda ust. 6)', () => {
  const hint = 'INFO_ONE_CODE_IN_FAILURE'
  const one = (said: Partial<Case> = {}, codes: object = { hashes: ['of KOD I'] }, document = 'invoice') =>
    decided({ issued: on, outages: failure, copies: [[document, on, codes]], asOf: '2026-07-27', ...said })

  it('is a document without codes, with a hint for the second code or the number', () => {
    const said = one()
    expect(said).toMatchObject({ mode: 'outside-breach', received: on, info: [hint] })
    expect(said.messages[hint]).toContain('Ask the seller for the second code, or for the KSeF number.')
    expect(one({}, { hashes: ['of KOD I'] }, 'numbered-visualisation').info).toContain(hint)
  })

  it.each<[string, Partial<Case>, object?]>([
    ['both codes', {}, { hashes: ['x'], offlineCode: true }],
    ['no code', {}, { hashes: [] }],
    ['a number on it', {}, { hashes: ['x'], ksefNumber: '5265877635-20260701-0123456789AB-7C' }],
    ['its KSeF document', { numbered: '2026-07-06T10:00+02:00' }],
    ['a seller who was free', { duty: 'art-145m' }],
    ['a seller of whom nothing is recorded', { duty: null }],
    ['no failure on P_1', { outages: ['failure 2026-07-01/2026-07-02'] }],
    ['maintenance on P_1', { outages: maintenance }],
  ])('not with %s', (_what, said, codes) => {
    expect(one(said, codes ?? { hashes: ['of KOD I'] }).info).not.toContain(hint)
  })
})
