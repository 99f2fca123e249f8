import { describe, expect, it } from 'vitest'
import type { Facts } from '../../src/receipt/facts.ts'
import { otherPurchaseOf, referenceSubject } from '../../src/receipt/finding.ts'
import type { Original, Sought } from '../../src/receipt/original.ts'
import { originalFindings } from '../../src/receipt/original-findings.ts'
import { allInEnglish, inEnglish } from '../support/words.ts'

/** What is doubtful about the originals of a correction, from what its references lead to. */

const reference = (number: string, issueDay = '2026-06-01', ksefNumber: string | null = null) =>
  ({ number, issueDay, ksefNumber, outsideKsef: false }) as Facts['corrects'][number]
const facts = (corrects: Facts['corrects'], more: object = {}) =>
  ({
    ...{ corrects, ours: true, group: 'correction', inputs: {}, currency: 'PLN' },
    ...{ grossGrosze: -123, netGrosze: -100, vatGrosze: -23 },
    ...more,
  }) as unknown as Facts
const found = (more: object = {}): Sought => ({
  found: {
    ...{ purchaseId: 'p1', number: 'FV/1', isCorrection: false, currency: 'PLN' },
    ...{ grossGrosze: 12_300, netGrosze: 10_000, vatGrosze: 2_300 },
    ...{ quotedNumberMissing: false, awaitsNumber: false },
    ...more,
  } as unknown as Original,
})
const unknown: Sought = { missing: 'unknown' }
const told = (f: Facts, sought: Sought[], ledgerFrom: string | null = null) =>
  originalFindings(f, sought, ledgerFrom as never)
const codes = (...args: Parameters<typeof told>) =>
  told(...args).map((n) => `${n.code}${n.milder ? ' milder' : ''}`)

describe('references', () => {
  it('that lead to an original ask nothing', () =>
    expect(codes(facts([reference('FV/1')]), [found()])).toEqual([]))

  it('that nobody named are told of a correction, and of nothing else', () => {
    expect(codes(facts([]), [])).toEqual(['INFO_ORIGINAL_NOT_NAMED'])
    expect(codes(facts([], { group: 'vat' }), [])).toEqual([])
    expect(codes(facts([], { ours: false }), [])).toEqual([])
    expect(codes(facts([reference('FV/1')], { ours: false }), [unknown])).toEqual([])
  })

  it('say which they are, and of whom', () => {
    const number = '8242151468-20260510-D320267B6395-00'
    const [one] = told(facts([reference('FV/1', '2026-05-10', number)]), [unknown])
    expect(inEnglish(one?.message ?? '')).toContain(`FV/1 of 2026-05-10 (KSeF number ${number})`)
    const [other] = told(facts([reference('FV/1')]), [{ missing: 'other-seller' }])
    expect(other).toMatchObject({ code: 'KOR_ORIGINAL_OTHER_SELLER' })
    const [several] = told(facts([reference('FV/1')]), [{ missing: 'several' }])
    expect(inEnglish(several?.message ?? '')).toContain('Several purchases here fit')
  })

  it('written twice, or in other spelling, are asked about once', () => {
    const twice = [reference('FV/1/06'), reference('fv 1-06'), reference('FV/1/06', '2026-06-02')]
    expect(told(facts(twice), [unknown, unknown, unknown])).toHaveLength(2)
    expect(referenceSubject(reference('FV/1/06'))).toMatch(/^ref-[0-9A-Za-z]{16}$/)
    expect(otherPurchaseOf(referenceSubject(reference('FV/1')))).toBeNull()
    expect([otherPurchaseOf(''), otherPurchaseOf(null), otherPurchaseOf('p2')]).toEqual([null, null, 'p2'])
  })

  it('before the ledger opened inform; one of another seller, or that several fit, is asked about all the same', () => {
    const old = facts([reference('FV/1', '2026-05-31'), reference('FV/2', '2026-06-01')])
    expect(codes(old, [unknown, unknown], '2026-06-01')).toEqual([
      'INFO_ORIGINAL_BEFORE_LEDGER',
      'KOR_ORIGINAL_UNKNOWN',
    ])
    expect(codes(old, [{ missing: 'other-seller' }, found()], '2027-01-01')).toEqual([
      'KOR_ORIGINAL_OTHER_SELLER',
    ])
    expect(codes(old, [{ missing: 'several' }, found()], '2027-01-01')).toEqual(['KOR_ORIGINAL_UNKNOWN'])
  })

  it('are not missed once it is stated when the originals were deducted', () => {
    for (const originalDeductedIn of [null, '2026-05'])
      expect(codes(facts([reference('FV/1')], { inputs: { originalDeductedIn } }), [unknown])).toEqual([])
  })

  it('are named one by one up to two hundred; of more their count is told', () => {
    const many = Array.from({ length: 203 }, (_, n) => reference(`FV/${n}`))
    const notes = told(
      facts(many),
      many.map(() => unknown),
    )
    expect(notes).toHaveLength(201)
    expect(allInEnglish(notes.at(-1))).toMatchObject({
      code: 'KOR_ORIGINAL_UNKNOWN',
      message: expect.stringContaining('3 further references'),
    })
    expect(notes.at(-1)?.subject).toBeUndefined()
    expect(
      told(
        facts(many.slice(0, 200)),
        many.slice(0, 200).map(() => unknown),
      ),
    ).toHaveLength(200)
  })
})

describe('an original without number', () => {
  it('blocks where a number is quoted, is for review while it is due, and is told once', () => {
    const quoted = found({ quotedNumberMissing: true, awaitsNumber: true })
    expect(codes(facts([reference('FV/1')]), [quoted])).toEqual(['KOR_ORIGINAL_WITHOUT_NUMBER'])
    const due = found({ awaitsNumber: true })
    expect(codes(facts([reference('FV/1'), reference('FV/2')]), [due, due])).toEqual([
      'KOR_ORIGINAL_WITHOUT_NUMBER milder',
    ])
    expect(told(facts([reference('FV/1')]), [due])[0]).toMatchObject({ subject: 'p1' })
  })
})

describe('the sentences about originals', () => {
  const message = (...args: Parameters<typeof told>) => told(...args).map((n) => inEnglish(n.message))
  const one = facts([reference('FV/1')])
  it('say why there is none, or what it lacks', () => {
    expect(message(one, [unknown])).toEqual(['The original FV/1 of 2026-06-01 is not known here.'])
    expect(message(one, [{ missing: 'several' }])).toEqual([
      'Several purchases here fit the original FV/1 of 2026-06-01.',
    ])
    expect(message(one, [{ missing: 'other-seller' }])[0]).toContain('that KSeF number is of another seller')
    expect(message(one, [unknown], '2026-06-02')).toEqual([
      'The original FV/1 of 2026-06-01 is not known here; it was issued before the ledger opened on 2026-06-02.',
    ])
    const lacks = found({ quotedNumberMissing: true, number: 'FV/original' })
    expect(message(one, [lacks])[0]).toContain(
      'the original FV/original is held only as a copy without number',
    )
    expect(message(one, [found({ awaitsNumber: true, number: 'FV/original' })])).toEqual([
      'The original FV/original was issued offline and has no KSeF number yet.',
    ])
  })
  it('are about the references in their order, each by its own subject, also beside one that is held', () => {
    const three = facts([reference('FV/1'), reference('FV/2'), reference('FV/3')])
    const notes = told(three, [unknown, found({ awaitsNumber: true }), { missing: 'several' }])
    expect(notes.map((n) => [n.code, n.subject])).toEqual([
      ['KOR_ORIGINAL_WITHOUT_NUMBER', 'p1'],
      ['KOR_ORIGINAL_UNKNOWN', referenceSubject(reference('FV/1'))],
      ['KOR_ORIGINAL_UNKNOWN', referenceSubject(reference('FV/3'))],
    ])
  })
  it('are told of what was looked for alone', () => {
    expect(codes(facts([reference('FV/1'), reference('FV/2')]), [unknown])).toEqual(['KOR_ORIGINAL_UNKNOWN'])
    expect(codes(facts([reference('FV/1')]), [])).toEqual([])
  })
  it('are one for two originals that each lack a number', () => {
    const two = facts([reference('FV/1'), reference('FV/2')])
    const lacking = (purchaseId: string) => found({ purchaseId, awaitsNumber: true })
    expect(told(two, [lacking('p1'), lacking('p2')]).map((n) => n.subject)).toEqual(['p1', 'p2'])
  })
  it('of references beyond two hundred count the rest, also one', () => {
    const many = Array.from({ length: 201 }, (_, n) => reference(`FV/${n}`))
    const all = message(
      facts(many),
      many.map(() => unknown),
    )
    expect(all).toHaveLength(201)
    expect(all[199]).toContain('FV/199 of')
    expect(all[200]).toBe('Of 1 further references the originals are not known here either.')
  })
})

describe('totals', () => {
  it('of a correction without gross amount are compared by net, then by tax, where both sides state it', () => {
    const noGross = found({ grossGrosze: null })
    const said = (more: object, original = noGross) =>
      told(facts([reference('FV/1')], { grossGrosze: null, netGrosze: null, vatGrosze: null, ...more }), [
        original,
      ]).map((n) => inEnglish(n.message).slice(22, 75))
    expect(said({ netGrosze: 9_000, vatGrosze: 1 })).toEqual([
      '90.00 PLN of what it corrects, 100.00 PLN: perhaps wh',
    ])
    expect(said({ netGrosze: 5_000, vatGrosze: 2_300 })).toEqual([])
    expect(said({ vatGrosze: 2_300 })).toEqual(['23.00 PLN of what it corrects, 23.00 PLN: perhaps wha'])
    expect(said({ netGrosze: 9_000, vatGrosze: 2_000 }, found({ netGrosze: null }))).toHaveLength(1)
    expect(said({}, found())).toEqual([])
  })
  it('of originals of which one is not known are not compared', () => {
    const two = facts([reference('FV/1'), reference('FV/2')], {
      grossGrosze: 12_300,
      netGrosze: null,
      vatGrosze: null,
    })
    const none = found({ purchaseId: 'p2', grossGrosze: null, netGrosze: null, vatGrosze: null })
    expect(codes(two, [found(), none])).toEqual([])
    expect(codes(two, [none, found()])).toEqual([])
  })

  const newTotals = (said: object, ...originals: Sought[]) =>
    codes(
      facts(
        originals.map((_, n) => reference(`FV/${n}`)),
        said,
      ),
      originals,
    ).includes('KOR_NEW_TOTALS')
  const gross = (grossGrosze: number | null) => ({ grossGrosze, netGrosze: null, vatGrosze: null })

  it('are not suspected where the lines before and after change by just that', () => {
    const stated = (lineChange: object | undefined) => ({
      ...{ grossGrosze: 9_840, netGrosze: 8_000, vatGrosze: 1_840 },
      fa: { lineChange },
    })
    expect(newTotals(stated(undefined), found())).toBe(true)
    expect(newTotals(stated({ netGrosze: 8_000, grossGrosze: null }), found())).toBe(false)
    expect(newTotals(stated({ netGrosze: null, grossGrosze: 9_840 }), found())).toBe(false)
    // From 100.00 to 80.00 by its lines, and 80.00 stated as the difference.
    expect(newTotals(stated({ netGrosze: -2_000, grossGrosze: null }), found())).toBe(true)
    expect(newTotals(stated({ netGrosze: null, grossGrosze: null }), found())).toBe(true)
    const nothing = { ...stated({ netGrosze: 0, grossGrosze: 0 }), netGrosze: 0 }
    expect(newTotals(nothing, found())).toBe(true)
  })

  it('are suspected one by one: a total that the lines do not show may still be the new one', () => {
    const stated = (
      net: number,
      vat: number | null,
      gross: number,
      lines: [number | null, number | null],
    ) => ({
      ...{ grossGrosze: gross, netGrosze: net, vatGrosze: vat },
      fa: { lineChange: { netGrosze: lines[0], grossGrosze: lines[1] } },
    })
    // From 100.00 to 80.00 net; the differences -20.00 and -4.60, but 98.40 in P_15.
    expect(newTotals(stated(-2_000, -460, 9_840, [-2_000, null]), found())).toBe(true)
    expect(newTotals(stated(-2_000, -460, 9_840, [-2_000, -2_460]), found())).toBe(true)
    // The gross amount is the difference, and 80.00 in P_13_1.
    expect(newTotals(stated(8_000, -460, -2_460, [null, -2_460]), found())).toBe(true)
    expect(newTotals(stated(8_000, 1_840, -2_460, [-2_000, -2_460]), found())).toBe(true)
    // From 100.00 to 180.00: all totals are differences, also of an exempt invoice, which states no tax.
    expect(newTotals(stated(8_000, 1_840, 9_840, [8_000, 9_840]), found())).toBe(false)
    expect(newTotals(stated(8_000, null, 8_000, [8_000, null]), found())).toBe(false)
    // Net and gross are what the lines show; the tax stands beside as if it were another total.
    expect(newTotals(stated(-2_000, 1_840, -2_460, [-2_000, -2_460]), found())).toBe(true)
  })

  it.each([
    [6_151, true],
    [6_150, false],
    [12_300, true],
    [-6_151, false],
    [0, false],
  ])('of %d beside 12300: %s', (amount, flagged) => expect(newTotals(gross(amount), found())).toBe(flagged))

  it('go by the gross amount, else by what is known of both', () => {
    expect(newTotals({ grossGrosze: 100, netGrosze: 9_000, vatGrosze: 2_000 }, found())).toBe(false)
    expect(newTotals({ grossGrosze: null, netGrosze: 9_000, vatGrosze: 1 }, found())).toBe(true)
    expect(
      newTotals({ grossGrosze: 9_000, netGrosze: null, vatGrosze: 2_000 }, found({ grossGrosze: null })),
    ).toBe(true)
    expect(newTotals(gross(null), found())).toBe(false)
  })

  it('are compared with all originals together, each once', () => {
    const [one, two] = [found(), found({ purchaseId: 'p2' })]
    expect(newTotals(gross(12_301), one, two)).toBe(true)
    expect(newTotals(gross(12_300), one, two)).toBe(false)
    expect(newTotals(gross(12_300), one, one)).toBe(true)
    const corrected = found({ purchaseId: 'k', isCorrection: true, grossGrosze: -2_460 })
    expect(newTotals(gross(7_000), one, corrected)).toBe(true)
    expect(newTotals(gross(4_920), one, corrected)).toBe(false)
  })

  it('are not compared where an original is missing, another currency, or all are corrections', () => {
    expect(newTotals(gross(9_000), found(), unknown)).toBe(false)
    expect(newTotals(gross(9_000), found({ currency: 'EUR' }))).toBe(false)
    expect(newTotals(gross(9_000), found({ isCorrection: true }))).toBe(false)
  })

  it('are named in the message', () => {
    const [note] = told(facts([reference('FV/1')], gross(9_840)), [found()])
    expect(inEnglish(note?.message ?? '')).toContain('98.40 PLN of what it corrects, 123.00 PLN')
  })
})
