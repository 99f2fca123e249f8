import { isTaxOffice } from '../law/jpk-codes.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { filedRowsOfMonth, unfileableRows } from '../ledger/register.ts'
import type { JpkSettings, Settings } from '../ledger/settings.ts'
import { type InputError, Problem } from '../problem.ts'
import { type JpkHeader, jpkMonths } from '../register/jpk.ts'
import { type FiledRow, isFileable } from '../register/row.ts'
import type { Day, Month } from '../values/day.ts'
import { parseNip } from '../values/nip.ts'
import { type Services, unknownTaxpayer } from './services.ts'

/** Whose register, of which month, as filed on which day. */
export interface Where {
  nip: string
  month: Month
  asOf: Day
}

/** How many rows are read at once: between two reads other requests have their turn. */
const pageSize = 200

/** Reads a page of rows of a month. */
type ReadPage<R> = (
  ledger: Ledger,
  month: Month,
  asOf: Day,
  page: { after: number; limit: number },
) => { rows: R[]; next: number | null }

/** All rows of a month, page after page; the ledger is free between two of them. */
export async function* pagesOfMonth<R>(
  { withLedger }: Services,
  { nip, month, asOf }: Where,
  read: ReadPage<R>,
): AsyncGenerator<R[]> {
  for (let after = 0; ; ) {
    const page = await withLedger(nip, async (ledger) => {
      await ledger.host.breathe()
      return read(ledger, month, asOf, { after, limit: pageSize })
    })
    yield page.rows
    if (page.next === null) return
    after = page.next
  }
}

/** A body that is made as fast as it is read. */
export function streamed(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

/** The header of a JPK file. @throws Problem 404, 422 jpk-month, jpk-data-missing with what to PUT */
export function jpkHeader(services: Services, nip: string, month: Month, purpose: 1 | 2): JpkHeader {
  const settings = services.directory.taxpayer(nip)
  const number = parseNip(nip)
  if (settings === null || number === null) throw unknownTaxpayer(nip)
  if (month < jpkMonths.first || month > jpkMonths.last) {
    throw new Problem(
      422,
      'jpk-month',
      `JPK_V7(3) is the form from ${jpkMonths.first} to ${jpkMonths.last}, not of ${month}. Read the register as JSON or CSV.`,
    )
  }
  const jpk = completeJpk(settings)
  return {
    settlement: settings.settlement,
    ...{ month, purpose, nip: number, name: settings.name },
    ...{ createdAt: services.now(), system: `ksef-reconcile ${services.version}` },
    ...jpk,
  }
}

type Contact = Pick<JpkHeader, 'officeCode' | 'email' | 'phone' | 'person'>

function completeJpk({ jpk }: Settings): Contact {
  const { officeCode, email, phone, person } = jpk ?? ({} as JpkSettings)
  const errors: InputError[] = []
  const missing = (field: string, message: string) =>
    errors.push({ pointer: `/jpk/${field}`, code: 'jpk-data-missing', message })
  if (!officeCode) missing('officeCode', 'Give the code of the tax office (four digits).')
  else if (!isTaxOffice(officeCode)) missing('officeCode', `No tax office has the code ${officeCode}.`)
  if (!email) missing('email', 'Give an e-mail address.')
  const called = phone?.replaceAll(/[^\d+]/g, '') || null
  if (called !== null && called.length > 16) missing('phone', 'JPK takes a number of at most 16 characters.')
  if (errors.length > 0) {
    const list = errors.map((e) => `${e.pointer}: ${e.message}`).join(' ')
    throw new Problem(
      422,
      'jpk-data-missing',
      `The taxpayer's data do not make a JPK file yet; PUT them. ${list}`,
      errors,
    )
  }
  return {
    officeCode: officeCode as string,
    email: email as string,
    phone: called,
    person: person ?? null,
  }
}

/**
 * The rows that go into a file to be filed. A row whose amounts are not known may be left out only by choice.
 * @throws Problem 422 register-incomplete with the purchases
 */
export async function fileableRows(
  services: Services,
  where: Where,
  leaveOut: boolean,
): Promise<AsyncGenerator<FiledRow[]>> {
  const { nip, month, asOf } = where
  const pages = pagesOfMonth(services, where, filedRowsOfMonth)
  if (leaveOut) return filtered(pages)
  const incomplete = await services.withLedger(nip, (ledger) => unfileableRows(ledger, month, asOf, 100))
  if (incomplete.length > 0) throw incompleteRegister(month, incomplete)
  return checked(pages, month)
}

async function* filtered(pages: AsyncGenerator<FiledRow[]>): AsyncGenerator<FiledRow[]> {
  for await (const rows of pages) yield rows.filter(isFileable)
}

/** What lost its amounts while the file was read breaks the file off: half a file is not well-formed. */
async function* checked(pages: AsyncGenerator<FiledRow[]>, month: Month): AsyncGenerator<FiledRow[]> {
  for await (const rows of pages) {
    const incomplete = rows.filter((row) => !isFileable(row))
    if (incomplete.length > 0) throw incompleteRegister(month, incomplete)
    yield rows
  }
}

function incompleteRegister(month: Month, rows: readonly FiledRow[]): Problem {
  const purchases = rows.map(({ purchaseId, DowodZakupu, amountsUnknown }) => ({
    purchaseId,
    number: DowodZakupu,
    reason: amountsUnknown ?? `P_1 lies before the first day that JPK takes.`,
  }))
  const first = purchases[0]
  return new Problem(
    422,
    'register-incomplete',
    `Rows of ${month} cannot be filed yet, first ${first?.number}: ${first?.reason} Settle them, or ask with incomplete=leave-out.`,
    [],
    { about: { purchases } },
  )
}
