import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../src/receipt/verdict.ts'
import { contactProblems, jpkPhone, monthProblems } from '../../src/register/jpk-data.ts'
import { finalReasons, placementOf, waitingReasons } from '../../src/register/placement.ts'
import { readiness } from '../../src/register/readiness.ts'
import { formatSum, groszeOf } from '../../src/register/totals.ts'
import { xmlOf } from '../../src/register/xml.ts'
import type { Day, Month } from '../../src/values/day.ts'
import { allInEnglish } from '../support/words.ts'

const nothing = { findings: 0, quarantined: 0, unfileableRows: 0, jpkProblems: 0 }

describe('a month before its filing', () => {
  it.each([
    ['2026-07-31', false],
    ['2026-08-01', true],
  ])('is over after its last day: on %s, %s', (day, expected) => {
    expect(readiness('2026-07' as Month, day as Day, nothing)).toEqual({
      ...{ ready: expected, monthOver: expected, blocking: 0 },
    })
  })
  it.each([['findings'], ['quarantined'], ['unfileableRows'], ['jpkProblems']])(
    'is not ready with one of %s',
    (name) => {
      expect(readiness('2026-07' as Month, '2026-08-20' as Day, { ...nothing, [name]: 1 })).toEqual({
        ...{ ready: false, monthOver: true, blocking: 1 },
      })
    },
  )
  it('counts all that blocks it', () => {
    const all = { findings: 1, unfileableRows: 2, jpkProblems: 4, quarantined: 8 }
    expect(readiness('2026-07' as Month, '2026-07-20' as Day, all).blocking).toBe(15)
  })
})

describe('the form (JPK_V7(3), in force for periods from February 2026)', () => {
  it.each([
    ['2026-01', false],
    ['2026-02', true],
    ['2050-12', true],
    ['2051-01', false],
  ])('is the one of %s: %s', (month, expected) => {
    const problems = allInEnglish(monthProblems(month as Month))
    expect(problems).toHaveLength(expected ? 0 : 1)
    for (const problem of problems) {
      expect(problem).toMatchObject({ code: 'jpk-month', field: null })
      expect(problem.message).toContain(`not of ${month}`)
    }
  })
  const complete = { officeCode: '1471', email: 'a@b.example', phone: null }
  it.each<[string, object, string[]]>([
    ['nothing of complete data', {}, []],
    ['the office', { officeCode: null }, ['officeCode']],
    ['the office left empty', { officeCode: '' }, ['officeCode']],
    ['an office that there is none of', { officeCode: '9999' }, ['officeCode']],
    ['the address', { email: null }, ['email']],
    ['the address left empty', { email: '' }, ['email']],
    ['a shorter telephone number', { phone: '+4842000000000000' }, ['phone']],
    ['no telephone number of sixteen characters', { phone: '+48 420 000 000 000' }, []],
    ['both', { officeCode: undefined, email: undefined }, ['officeCode', 'email']],
  ])('lacks %s', (_what, more, fields) => {
    const problems = allInEnglish(contactProblems({ ...complete, ...more }))
    expect(problems.map(({ code, field }) => [code, field])).toEqual(
      fields.map((f) => ['jpk-data-missing', f]),
    )
  })
  it('says of an office whether it is missing or unknown', () => {
    expect(allInEnglish(contactProblems({ ...complete, officeCode: '9999' }))[0]?.message).toContain('9999')
    expect(allInEnglish(contactProblems({ ...complete, officeCode: null }))[0]?.message).toMatch(
      /^Give the code/,
    )
  })
  it.each([
    ['+48 (42) 000-00-00', '+48420000000'],
    ['ext.', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('takes of the telephone number %j the characters %j', (phone, expected) => {
    expect(jpkPhone(phone)).toBe(expected)
  })
})

describe('where a purchase stands', () => {
  const at = (record: object) => placementOf({ record } as unknown as Pick<Verdict, 'record'>)
  it('is its months, or the reason why in none', () => {
    expect(at({ nowhere: null, entries: [{ month: '2026-06' }, { month: '2026-08' }] })).toEqual({
      months: ['2026-06', '2026-08'],
    })
    const nowhere = { reason: 'not-paid', text: 'Not paid.' }
    expect(at({ nowhere, entries: [] })).toEqual({ nowhere })
  })
  it('waits for receipt, payment, supply or original, and for nothing where nothing will ever be deducted', () => {
    expect([...waitingReasons].sort()).toEqual([
      ...['not-paid', 'not-received', 'original-not-deducted', 'supply-not-confirmed'],
    ])
    expect([...finalReasons].sort()).toEqual(['not-an-invoice', 'not-ours', 'nothing-to-deduct'])
  })
})

describe('sums and texts of the file', () => {
  it.each([
    [0n, '0.00'],
    [5n, '0.05'],
    [-5n, '-0.05'],
    [50n, '0.50'],
    [100n, '1.00'],
    [-12_345n, '-123.45'],
    [9_007_199_254_740_993n, '90071992547409.93'],
  ])('prints %s as %s and reads it again', (grosze, printed) => {
    expect(formatSum(grosze)).toBe(printed)
    expect(groszeOf(printed)).toBe(grosze)
  })
  it.each([
    ['plain', 'plain'],
    ['a & b', 'a &amp; b'],
    ['<b>', '&lt;b&gt;'],
    ['a > b', 'a &gt; b'],
    ['&lt;', '&amp;lt;'],
    [`"it's"`, '&quot;it&apos;s&quot;'],
    ['& & < < > >', '&amp; &amp; &lt; &lt; &gt; &gt;'],
  ])('escapes %j', (text, expected) => {
    expect(xmlOf({ X: text })).toBe(`<X>${expected}</X>`)
    expect(xmlOf({ X: { '@y': text, '#text': 1 } })).toBe(`<X y="${expected}">1</X>`)
  })
  it('makes an element of an empty text and of a zero too', () => {
    expect([xmlOf({ X: '' }), xmlOf({ X: 0 })]).toEqual(['<X></X>', '<X>0</X>'])
  })
})
