import { describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { invoiceKey } from '../../src/match/document.ts'
import { groupedBy, referenceKeys } from '../../src/purchase/load.ts'
import { originalSeq } from '../../src/purchase/unit-of-work.ts'
import { mailboxStanding, mailboxStateOf } from '../../src/queries/mailbox-state.ts'
import { totalsOfRows } from '../../src/queries/register.ts'
import { fromRow } from '../../src/reconcile/near-duplicates.ts'
import { migrateLedger } from '../../src/store/ledger-schema.ts'
import { type Mailbox, type MailboxProgress, noLooks, writeMailbox } from '../../src/store/mailbox.ts'
import type { NearRow } from '../../src/store/relations.ts'
import { decisive, readSettings, type Settings } from '../../src/store/settings.ts'
import type { Day } from '../../src/values/day.ts'
import type { Instant } from '../../src/values/instant.ts'
import { numberKey } from '../../src/values/invoice-number.ts'
import { toJson } from '../../src/values/json.ts'
import { databaseIn } from '../support/database.ts'

describe('what is filed', () => {
  it('is summed: rows, those without amounts, those that are held, and fields apart', () => {
    const row = (said: object, held = false) =>
      ({ row: { amountsUnknown: null, ...said }, held }) as Parameters<typeof totalsOfRows>[0][number]
    const rows = [
      row({ K_42: '100.00', K_43: '23.00' }),
      row({ K_40: '10.00', K_41: '2.30', K_43: '-1.00' }, true),
      row({ amountsUnknown: { said: 'unknown' } }, true),
    ]
    expect(totalsOfRows(rows)).toMatchObject({
      ...{ rows: 3, withoutAmounts: 1, held: 2, inputVat: '24.30' },
      ...{ K_40: '10.00', K_41: '2.30', K_42: '100.00', K_43: '22.00', K_46: '0.00' },
    })
  })
})

describe('settings', () => {
  const settings: Settings = {
    ...{
      name: 'Odbiorca',
      settlement: 'monthly',
      cashMethod: false,
      buyerCategory: 'vat-registered' as never,
    },
    ...{ policy: {}, jpk: null, ledgerFrom: null, mail: null, acceptDrafts: 'never' },
  }
  it.each([
    ['settlement', { settlement: 'quarterly' }],
    ['cash method', { cashMethod: true }],
    ['category of the buyer', { buyerCategory: 'other' }],
    ['opening day', { ledgerFrom: '2026-02-01' }],
    ['policy', { policy: { overtakenMarker: 'OFF' } }],
  ])('decide purchases anew when the %s changes', (_, said) => {
    expect(decisive({ ...settings, ...(said as Partial<Settings>) })).not.toBe(decisive(settings))
  })
  it('decide nothing anew by name or contact', () => {
    expect(decisive({ ...settings, name: 'Inna', jpk: { email: 'a@b.pl' } })).toBe(decisive(settings))
  })
  it('are read as stored, and with defaults where something was not asked for yet', () => {
    const mail = { server: 'mx.odbiorca.example', senders: null }
    const stored: Settings = { ...settings, ledgerFrom: '2026-02-01' as Day, mail, acceptDrafts: 'certain' }
    expect(readSettings(toJson(stored))).toEqual(stored)
    const { ledgerFrom: _, mail: _mail, acceptDrafts: _accept, ...before } = settings
    expect(readSettings(toJson(before as Settings))).toEqual(settings)
  })
})

describe('where a correction looks for its original', () => {
  const reference = { number: 'FV / 1', issueDay: '2026-06-09', ksefNumber: null }
  it('is seller, number and day; the quoted number of KSeF comes first', () => {
    const key = invoiceKey('S', numberKey('fv/1'), '2026-06-09')
    expect(referenceKeys('S', reference)).toEqual([key])
    expect(referenceKeys('S', { ...reference, ksefNumber: 'K-1' })).toEqual(['ksef:K-1', key])
  })
  it('has a row only where one was found', () => {
    expect(originalSeq(undefined)).toBeNull()
    expect(originalSeq({ missing: 'several' })).toBeNull()
    expect(originalSeq({ found: { seq: 4 } } as never)).toBe(4)
  })
})

describe('a mailbox', () => {
  const well = { refused: false, failures: 0, lookedAt: '2026-07-24T10:00:00Z' }
  it.each([
    ['connecting until somebody looked into it', {}, { lookedAt: null }],
    ['connected once that went well', {}, {}],
    ['unavailable after one look that failed', {}, { failures: 1 }],
    ['unavailable also where none ever went well', {}, { failures: 1, lookedAt: null }],
    ['paused by a person, whatever failed before', { paused: true }, { failures: 1 }],
    ['refused before all else: nothing is tried until a person acts', { paused: true }, { refused: true }],
  ])('is %s', (told, settings, progress) => {
    const state = mailboxStateOf({ paused: false, ...settings }, { ...well, ...progress } as MailboxProgress)
    expect(told).toMatch(new RegExp(`^${state}\\b`))
  })

  /** How the mailbox of a ledger stands on a host, with what was stored where it was looked into. */
  const standing = (isOffered: boolean, paused: boolean) => {
    const db = databaseIn(openSqlite(':memory:'))
    migrateLedger(db, well.lookedAt, '9376032788')
    const settings: Mailbox = {
      ...{ host: 'imap.example', port: 993, security: 'tls', user: 'us', folder: 'INBOX', paused },
      ...{ from: '2026-07-01' as Day, everyMinutes: 60, afterwards: 'leave' },
    }
    const progress = { ...noLooks, lookedAt: well.lookedAt as Instant }
    writeMailbox(db, { revision: 1, settings, password: '', progress })
    return mailboxStanding(db, isOffered)
  }
  it('from which nothing comes, for the host does not look, is not told to be connected', () => {
    const { lookedAt } = well
    expect(standing(true, false)).toEqual({ state: 'connected', lookedAt })
    expect(standing(false, false)).toEqual({ state: 'unavailable', lookedAt })
    // That a person paused it is so on every host.
    expect(standing(false, true)).toEqual({ state: 'paused', lookedAt })
  })
})

it('rows are grouped in their order', () => {
  expect([...groupedBy([1, 2, 3, 4], (n) => n % 2)]).toEqual([
    [1, [1, 3]],
    [0, [2, 4]],
  ])
})

describe('what is compared of a stored purchase', () => {
  const row: NearRow = {
    ...{ seq: 4, sellerId: 'S', numberKey: 'FV1', nearKey: 'FVI', issueDay: '2026-06-09' as Day },
    ...{ kindGroup: 'invoice', gross: 12_300, net: 10_000, currency: 'EUR', ksefNumber: 'K-1', hasCopy: 1 },
  }
  it('is all of it', () => {
    expect(fromRow(row)).toEqual({
      ...{ seq: 4, sellerId: 'S', numberKey: 'FV1', nearKey: 'FVI', issueDay: '2026-06-09' as Day },
      ...{ kindGroup: 'invoice', grossGrosze: 12_300, netGrosze: 10_000, currency: 'EUR' },
      ...{ hasKsef: true, hasCopy: true },
    })
  })
  it('has no document of KSeF without a number, and no copy where none is counted', () => {
    expect(fromRow({ ...row, ksefNumber: null, hasCopy: 0 })).toMatchObject({
      hasKsef: false,
      hasCopy: false,
    })
  })
})
