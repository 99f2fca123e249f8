import { describe, expect, it } from 'vitest'
import { openFindings } from '../../src/receipt/finding.ts'
import { type ReminderFacts, reminderOf } from '../../src/receipt/reminder.ts'
import { tell } from '../../src/texts/tell.ts'
import { copy, decided } from '../support/decided.ts'

const letter = (more: object = {}) => {
  const said = reminderOf({
    ...{ number: 'FV/1', issueDay: '2026-06-10', copyDay: '2026-06-11', asOf: '2026-06-20' },
    ...{ gross: '12345.60', currency: 'PLN', outage: null, waitsForNumber: false },
    ...{ deadline: '2026-06-12', legalBasis: ['art. 106nda ust. 2'] },
    ...more,
  } as unknown as ReminderFacts)
  return { pl: tell(said, 'pl').replaceAll('\u00a0', ' '), en: tell(said, 'en') }
}

describe('a reminder', () => {
  it('of a term that is over says so in both languages, with the days as people write them', () => {
    expect(letter()).toEqual({
      pl: 'Dzień dobry, Państwa faktura nr FV/1 z 10 czerwca 2026 r. na kwotę 12 345,60 zł brutto dotarła do nas poza KSeF 11 czerwca 2026 r., a do 20 czerwca 2026 r. nie otrzymaliśmy jej w KSeF. Termin przesłania jej do KSeF upłynął 12 czerwca 2026 r. (art. 106nda ust. 2 ustawy o VAT). Prosimy o przesłanie faktury i o podanie nam jej numeru KSeF.',
      en: 'Your invoice FV/1 of 10 June 2026 for PLN 12,345.60 gross reached us outside KSeF on 11 June 2026, and by 20 June 2026 we have not received it in KSeF. The term for sending it ended on 12 June 2026 (art. 106nda ust. 2 of the Polish VAT Act). Please send it, and tell us its KSeF number.',
    })
  })
  it.each([
    ['2026-06-19', 'ended on 19 June 2026', 'upłynął 19 czerwca 2026 r.'],
    ['2026-06-20', 'ends on 20 June 2026', 'upływa 20 czerwca 2026 r.'],
    ['2026-06-21', 'ends on 21 June 2026', 'upływa 21 czerwca 2026 r.'],
  ])('with the last day %s: %s', (deadline, en, pl) => {
    expect(letter({ deadline }).en).toContain(en)
    expect(letter({ deadline }).pl).toContain(pl)
  })
  it.each([
    ['failure', 'after the failure of KSeF (notice K/1)', 'po zakończeniu awarii KSeF (komunikat K/1)'],
    [
      'maintenance',
      'after the maintenance of KSeF (notice K/1)',
      'po zakończeniu niedostępności KSeF (komunikat K/1)',
    ],
    [
      'total-failure',
      'after the total failure of KSeF (notice K/1)',
      'po zakończeniu awarii całkowitej KSeF (komunikat K/1)',
    ],
  ])('names the outage: %s', (kind, en, pl) => {
    const { en: english, pl: polish } = letter({ outage: { kind, reference: 'K/1' } })
    expect([english.includes(en), polish.includes(pl)]).toEqual([true, true])
    expect(letter({ outage: { kind, reference: null } }).en).not.toContain('notice')
  })
  it('without a deadline says that the term does not run, or that no notice is known', () => {
    const open = letter({ deadline: null, outage: { kind: 'failure', reference: null } })
    expect([open.en, open.pl]).toEqual([
      expect.stringContaining('does not run yet'),
      expect.stringContaining('jeszcze nie biegnie'),
    ])
    const unknown = letter({ deadline: null })
    expect([unknown.en, unknown.pl]).toEqual([
      expect.stringContaining('We know of no notice'),
      expect.stringContaining('Nie znamy komunikatu'),
    ])
  })
  it('tells that the tax waits for the number, where it does', () => {
    const [waits, not] = [letter({ waitsForNumber: true }), letter()]
    expect([waits.en.includes('cannot deduct'), waits.pl.includes('nie możemy odliczyć')]).toEqual([
      true,
      true,
    ])
    expect([not.en.includes('cannot deduct'), not.pl.includes('nie możemy odliczyć')]).toEqual([false, false])
  })
  it('names no amount that is not known, and that of another currency by its code', () => {
    const [unknown, euro] = [letter({ gross: null }), letter({ gross: '-0.50', currency: 'EUR' })]
    expect(unknown.pl).toContain('FV/1 z 10 czerwca 2026 r. dotarła')
    expect(unknown.en).toContain('FV/1 of 10 June 2026 reached')
    expect(euro.pl).toContain('na kwotę -0,50 EUR brutto')
    expect(euro.en).toContain('for EUR -0.50 gross')
  })
  it('names every article, and every month', () => {
    expect(letter({ legalBasis: ['art. 1', 'art. 2'] }).en).toContain(
      '(art. 1, art. 2 of the Polish VAT Act)',
    )
    const months = Array.from(
      { length: 12 },
      (_, i) => letter({ issueDay: `2026-${String(i + 1).padStart(2, '0')}-03` }).en,
    )
    expect(months.map((text) => /of 3 (\w+) 2026/.exec(text)?.[1])).toEqual([
      ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
      ...['November', 'December'],
    ])
  })
})

describe('the findings of a verdict that nobody has decided', () => {
  it('are those without an answer to their own code and subject', () => {
    const relation = (purchaseId: string) =>
      ({ code: 'POSSIBLE_DUPLICATE', purchaseId, detail: 'near' }) as never
    const answer = { decision: 'dismissed', note: null, at: '', by: '' }
    const open = (...decisions: object[]) =>
      openFindings(
        decided([copy()], { relations: [relation('p2'), relation('p3')], decisions: decisions as never }),
      )
        .filter(({ code }) => code === 'POSSIBLE_DUPLICATE')
        .map(({ subject }) => subject)
    expect(open()).toEqual(['p2', 'p3'])
    expect(open({ ...answer, code: 'POSSIBLE_DUPLICATE', subject: 'p2' })).toEqual(['p3'])
    expect(open({ ...answer, code: 'AMOUNT_MISMATCH', subject: 'p2' })).toEqual(['p2', 'p3'])
  })
})
