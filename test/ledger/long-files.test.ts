import { beforeAll, describe, expect, it } from 'vitest'
import { checkJpkFile } from '../../src/commands/jpk-check.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { copyFromInput, type HandOverInput } from '../../src/ingest/copy.ts'
import { recordTogether } from '../../src/intake/copies.ts'
import { jpkForms } from '../../src/law/jpk-forms.ts'
import { type Host, Ledger } from '../../src/ledger/ledger.ts'
import { rowsOfFile } from '../../src/queries/jpk-filed.ts'
import { jpkCheckById } from '../../src/store/jpk-checks.ts'
import { migrateLedger } from '../../src/store/ledger-schema.ts'
import type { Settings } from '../../src/store/settings.ts'
import type { Day, Month } from '../../src/values/day.ts'
import type { Grosze } from '../../src/values/money.ts'
import { present } from '../../src/values/present.ts'
import { databaseIn } from '../support/database.ts'
import { nip } from '../support/ksef.ts'

/** Files of more rows than are looked at in one step: nobody waits for all of them, and none of them is left out. */

const us = nip('long files')
const seller = nip('long files seller')
const now = '2026-07-24T10:00:00Z'
const filedOn = '2026-07-24' as Day
/** Purchases of June: more than are compared, and read for a filing, in one step. */
const purchases = 501

/** What was written, and between what others had their turn. */
let went: string[] = []
let ids = 0
const host = {
  ...{ now: () => now, newId: () => `id-${++ids}`, due: () => {} },
  yieldToEventLoop: async () => void went.push('turn'),
} as unknown as Host
class WatchedLedger extends Ledger {
  override write<T>(...of: Parameters<Ledger['write']>): T {
    went.push(of[1])
    return super.write(...of) as T
  }
}
let ledger: Ledger

const handedOver: HandOverInput = {
  ...{ receivedOn: '2026-06-10' as Day, document: 'invoice', channel: null, qrCodes: [], ksefNumber: null },
  ...{ taxPointDate: null, buyerCategory: null, deliveryAgreed: null, selfBilling: false },
  ...{ sellerCashMethod: false, declaredMode: null, externalId: null },
}
/** The amounts of the n-th, so that none is near another. */
const amounts = (n: number) => {
  const [net, vat] = [(100 + n) * 100, 2_300]
  return { net: net as Grosze, vat: vat as Grosze, gross: (net + vat) as Grosze, vatPln: null }
}
const juneNumber = (n: number): string => `L/${n}/06/2026`
const desk = { nip: us, today: filedOn, qrEnvironment: 'production' } as const
const copy = (number: string, day: string, n = 0) => ({
  raw: null,
  copy: copyFromInput(
    {
      ...{ seller: { nip: seller }, number, issueDate: day as Day, kind: null, currency: 'PLN' },
      ...{ ...amounts(n), corrects: [] },
    },
    { ...handedOver, receivedOn: day as Day },
    desk,
  ),
})

beforeAll(() => {
  const db = databaseIn(openSqlite(':memory:'))
  migrateLedger(db, now, us)
  ledger = new WatchedLedger(us, db, host)
  const settings: Settings = {
    ...{ name: 'Odbiorca', settlement: 'monthly', cashMethod: false, buyerCategory: 'domestic' },
    ...{ policy: {}, jpk: null, ledgerFrom: null, mail: null, acceptDrafts: 'never' },
  }
  ledger.applySettings(settings, 'admin')
  recordTogether(ledger, 'Ala', [
    copy('L/05/2026', '2026-05-10'),
    ...Array.from({ length: purchases }, (_, n) => copy(juneNumber(n), '2026-06-10', n)),
  ])
})

const row = (number: string, day: string, n = 0, supplier = seller): string =>
  `<ZakupWiersz><NrDostawcy>${supplier}</NrDostawcy><NazwaDostawcy>S</NazwaDostawcy><DowodZakupu>${number}</DowodZakupu>
  <DataZakupu>${day}</DataZakupu><DataWplywu>${day}</DataWplywu><BFK>1</BFK><K_42>${100 + n}.00</K_42><K_43>23.00</K_43></ZakupWiersz>`
async function* fileOf(month: number, rows: readonly string[]): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?><JPK xmlns="${jpkForms[2]?.namespace}">
    <Naglowek><CelZlozenia>1</CelZlozenia><Rok>2026</Rok><Miesiac>${month}</Miesiac></Naglowek>
    <Podmiot1><OsobaNiefizyczna><NIP>${us}</NIP></OsobaNiefizyczna></Podmiot1><Ewidencja>${rows.join('')}
    <ZakupCtrl><LiczbaWierszyZakupow>${rows.length}</LiczbaWierszyZakupow><PodatekNaliczony>${rows.length * 23}.00</PodatekNaliczony></ZakupCtrl></Ewidencja></JPK>`)
}
/** What became of a file, and how often others had their turn once it was read. */
async function checked(month: number, rows: readonly string[]) {
  const id = `check ${++ids}`
  went = []
  const { counts } = await checkJpkFile(ledger, 'Ala', { id, filedOn, pieces: fileOf(month, rows) })
  const compared = went.slice(went.indexOf('a file is compared'))
  return { id, counts, turns: compared.filter((what) => what === 'turn').length }
}
const june = Array.from({ length: purchases }, (_, n) => row(juneNumber(n), '2026-06-10', n))
const strangers = Array.from({ length: 251 }, (_, n) =>
  row(`X/${n}`, '2026-05-10', n, nip('long files stranger')),
)
const oneInvoice = Array<string>(4_001).fill(row('L/05/2026', '2026-05-10'))

describe('while a long file is compared others have their turn', () => {
  it.each<[string, 5 | 6, string[], number]>([
    ['after four thousand rows, also of one purchase', 5, oneInvoice, 1],
    ['after 250 rows that are no purchase', 5, strangers, 1],
    ['after each 250 purchases', 6, june, 2],
  ])('%s', async (_, month, rows, turns) => {
    expect((await checked(month, rows)).turns).toBeGreaterThanOrEqual(turns)
  })
})

it('each of its purchases is filed as it stood there, however many they are', async () => {
  const { id, counts } = await checked(6, june)
  expect(counts).toEqual({})
  const { seq } = present(jpkCheckById(ledger.db, id))
  const filed = rowsOfFile(ledger.db, { seq, month: '2026-06' as Month }, filedOn)
  const told = filed.map(({ row, differs }) => `${row.DowodZakupu} ${row.K_42} ${differs}`)
  expect(told.sort()).toEqual(june.map((_, n) => `${juneNumber(n)} ${100 + n}.00 false`).sort())
})
