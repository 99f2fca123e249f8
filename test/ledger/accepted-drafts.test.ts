import { beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { CopyEvidence } from '../../src/ingest/evidence.ts'
import { type ArrivalDesk, arrive } from '../../src/intake/draft-arrival.ts'
import { type Host, Ledger } from '../../src/ledger/ledger.ts'
import type { Fields } from '../../src/paper/reading.ts'
import type { DocumentReading } from '../../src/queries/read-document.ts'
import { evidenceById, evidenceOfPurchases } from '../../src/store/evidence.ts'
import { migrateLedger } from '../../src/store/ledger-schema.ts'
import type { Settings } from '../../src/store/settings.ts'
import { say } from '../../src/texts/say.ts'
import type { Day } from '../../src/values/day.ts'
import { present } from '../../src/values/present.ts'
import { databaseIn } from '../support/database.ts'
import { nip } from '../support/ksef.ts'

/** Which drafts become copies without anybody's help, and what these say. */

const us = nip('accepted drafts')
const seller = nip('accepted drafts seller')
const now = '2026-07-24T10:00:00Z'
let ids = 0
const host = { now: () => now, newId: () => `id-${++ids}`, due: () => {} } as unknown as Host
let ledger: Ledger
beforeAll(() => {
  const db = databaseIn(openSqlite(':memory:'))
  migrateLedger(db, now, us)
  ledger = new Ledger(us, db, host)
  const settings: Settings = {
    ...{ name: 'Odbiorca', settlement: 'monthly', cashMethod: false, buyerCategory: 'domestic' },
    ...{ policy: {}, jpk: null, ledgerFrom: null, mail: null, acceptDrafts: 'certain' },
  }
  ledger.applySettings(settings, 'admin')
})

type Said = Partial<Record<keyof Fields, string | null>>
const fieldsOf = (said: Said, confidence: 'certain' | 'likely' = 'certain'): Fields =>
  Object.fromEntries(
    Object.entries(said)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [
        name,
        { ...{ value, confidence, source: 'embedded-xml', page: null, box: null }, alternatives: [] },
      ]),
  )
const whole: Said = {
  ...{ 'seller.nip': seller, 'seller.name': 'Hurt', number: 'AD/1', issueDate: '2026-06-10' },
  ...{ kind: 'VAT', currency: 'PLN', net: '100.00', vat: '23.00', gross: '123.00' },
}
const invoice = { value: 'invoice', confidence: 'certain', because: say('reading.is-fa') } as const

let files = 0
/** The copy that a draft with this reading became at once; null where it waits for a person. */
function accepted(said: Said, more: Partial<DocumentReading> = {}, likely: Said = {}): CopyEvidence | null {
  const draft = arrived(said, more, likely)
  if (draft.state === 'open') return null
  const { purchase } = present(evidenceById(ledger.db, present(draft.evidence)))
  const row = evidenceOfPurchases(ledger.db, [purchase]).find(({ id }) => id === draft.evidence)
  return present(row).evidence as CopyEvidence
}

/** The draft with this reading; `held`: it came from somebody of whom nobody knows whether he may send documents. */
function arrived(said: Said, more: Partial<DocumentReading> = {}, likely: Said = {}, held = false) {
  const hash = `file-${++files}`
  const fields = { ...fieldsOf({ ...whole, number: `AD/${files}`, ...said }), ...fieldsOf(likely, 'likely') }
  const read = { document: invoice, fields, codes: [], complete: true, ...more } as unknown as DocumentReading
  const desk: ArrivalDesk = {
    ...{ nip: us, today: '2026-07-24' as Day, qrEnvironment: 'production', acceptDrafts: 'certain' },
  }
  const { draft } = arrive(
    ledger,
    'Ala',
    {
      ...{ id: hash, hash, receivedOn: '2026-06-12' as Day, channel: 'email', externalId: hash, note: null },
      ...{ fileName: 'f.pdf', size: 3, held },
      raw: { mediaType: 'application/pdf', encoding: 'identity', bytes: new Uint8Array([1, 2, 3]) },
      reading: { read, problem: null, environment: 'production', keys: [] },
    },
    desk,
  )
  return draft
}

describe('a draft that says everything for certain', () => {
  it('is a copy with all of it, and what was told when it came', () => {
    const more = { currency: 'EUR', vatPln: '97.75', taxPointDate: '2026-06-09' }
    expect(accepted(more)).toMatchObject({
      ...{ seller: { id: seller, country: 'PL', name: 'Hurt' }, number: 'AD/1', issueDay: '2026-06-10' },
      ...{ kind: 'VAT', currency: 'EUR', grossGrosze: 12_300, netGrosze: 10_000, vatGrosze: 2_300 },
      ...{ vatPlnGrosze: 9_775, taxPointDay: '2026-06-09', receivedDay: '2026-06-12' },
      ...{ channel: 'email', externalId: 'file-1', document: 'invoice' },
    })
  })
  it('of a foreign seller is one under his country and number', () => {
    const seller = accepted({ 'seller.nip': null, 'seller.vatId': 'DE136695976' })?.seller
    expect(seller).toMatchObject({ country: 'DE', id: 'DE136695976' })
    expect(accepted({ 'seller.nip': null, 'seller.vatId': null })).toBeNull()
  })
  it.each(['number', 'issueDate', 'currency', 'gross'] as const)(
    'waits where its %s is only likely or lacks',
    (name) => {
      expect(accepted({ [name]: null })).toBeNull()
      expect(accepted({ [name]: null }, {}, { [name]: whole[name] ?? 'AD/L' })).toBeNull()
    },
  )
  it('is one without what need not be said, and without what is only likely of that', () => {
    expect(accepted({ net: null, vat: null, kind: null, 'seller.name': null })).toMatchObject({
      ...{ kind: null, netGrosze: null, vatGrosze: null, seller: { name: null } },
    })
    expect(accepted({ net: null }, {}, { net: '1.00' })).toMatchObject({ netGrosze: null })
  })
  it('waits where somebody else is the buyer, however likely; the taxpayer himself is none', () => {
    expect(accepted({ 'buyer.nip': us })).not.toBeNull()
    expect(accepted({ 'buyer.nip': seller })).toBeNull()
    expect(accepted({}, {}, { 'buyer.nip': seller })).toBeNull()
  })
  it('waits where not all was looked through, or what it is is only likely or unknown', () => {
    expect(accepted({}, { complete: false })).toBeNull()
    expect(accepted({}, { document: { ...invoice, confidence: 'likely' } })).toBeNull()
    expect(accepted({}, { document: { ...invoice, value: null } })).toBeNull()
  })
  it('is set aside all the same where its sender is: nobody said yet that it may be looked at', () => {
    expect(arrived({}, {}, {}, true)).toMatchObject({ state: 'held', evidence: null })
  })
  it('waits where it is a correction: what it corrects is for people to say', () => {
    for (const kind of ['KOR', 'KOR_ZAL', 'KOR_ROZ']) expect(accepted({ kind })).toBeNull()
    expect(accepted({ kind: 'ZAL' })).not.toBeNull()
  })
  it('waits where a person could not send so either', () => {
    expect(accepted({ 'seller.nip': '5265877636' })).toBeNull()
  })
})
