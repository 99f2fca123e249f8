import { jpkForm } from '../../law/jpk.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import {
  filedRowsOfMonth,
  type HeldRows,
  heldRowsOf,
  type RowToFile,
  unfileableRows,
} from '../../queries/register.ts'
import type { JpkHeader } from '../../register/jpk.ts'
import { contactProblems, jpkPhone, monthProblems } from '../../register/jpk-data.ts'
import { type FiledRow, isFileable } from '../../register/row.ts'
import type { Settings } from '../../store/settings.ts'
import { say } from '../../texts/say.ts'
import type { Day, Month } from '../../values/day.ts'
import { parseNip } from '../../values/nip.ts'
import { present } from '../../values/present.ts'
import { Refusal } from '../../values/refusal.ts'
import { type Services, unknownTaxpayer } from '../endpoint/services.ts'

/** Whose register, of which month, as filed on which day. */
interface Where {
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
      await ledger.host.yieldToEventLoop()
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

/** The header of a JPK file. @throws Refusal 404, 422 jpk-month, jpk-data-missing with what to PUT */
export function jpkHeader(services: Services, nip: string, month: Month, purpose: 1 | 2): JpkHeader {
  const settings = services.directory.taxpayer(nip)
  const number = parseNip(nip)
  if (settings === null || number === null) throw unknownTaxpayer(nip)
  const [wrongMonth] = monthProblems(month)
  if (wrongMonth) throw new Refusal('jpk-month', wrongMonth.message)
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
  const { officeCode, email, phone, person } = jpk ?? {}
  const errors = contactProblems({ officeCode, email, phone }).map(({ code, field, message }) => ({
    pointer: `/jpk/${field}`,
    code,
    message,
  }))
  if (errors.length > 0) {
    const places = errors.map(({ pointer, message }) => ({ pointer, message }))
    throw new Refusal('jpk-data-missing', say('refusal.jpk-data-missing', { places }), errors)
  }
  return {
    officeCode: present(officeCode),
    email: present(email),
    phone: jpkPhone(phone),
    person: person ?? null,
  }
}

/** What the caller wants done with rows that should not simply be filed; `held` undefined: nobody has said. */
interface Choice {
  incomplete: 'refuse' | 'leave-out'
  held: HeldRows | undefined
}

/**
 * The rows that go into a file to be filed. A row whose amounts are not known may be left out only by choice, and what
 * becomes of a held one must be somebody's decision; both are known before the first byte.
 * @throws Refusal 422 register-held, 422 register-incomplete with the purchases
 */
export async function fileableRows(
  services: Services,
  where: Where,
  choice: Choice,
): Promise<AsyncGenerator<FiledRow[]>> {
  const { nip, month, asOf } = where
  await services.withLedger(nip, (ledger) => {
    const held = heldRowsOf(ledger, month, asOf, 100)
    if (choice.held === undefined && held.count > 0) throw heldRegister(month, held.count, held.rows)
    if (choice.incomplete === 'leave-out') return
    const incomplete = unfileableRows(ledger, month, asOf, 100, choice.held !== 'leave-out')
    if (incomplete.length > 0) throw incompleteRegister(month, incomplete)
  })
  return chosen(pagesOfMonth(services, where, filedRowsOfMonth), month, choice)
}

const goesIn = (held: boolean, choice: Choice): boolean => !held || choice.held !== 'leave-out'

/** What is held, or lost its amounts, while the file was read breaks the file off: half a file is not well-formed. */
async function* chosen(
  pages: AsyncGenerator<RowToFile[]>,
  month: Month,
  choice: Choice,
): AsyncGenerator<FiledRow[]> {
  for await (const page of pages) {
    const held = page.filter((r) => r.held)
    if (choice.held === undefined && held.length > 0)
      throw heldRegister(
        month,
        held.length,
        held.map((r) => r.row),
      )
    const rows = page.filter((r) => goesIn(r.held, choice)).map((r) => r.row)
    const incomplete = rows.filter((row) => !isFileable(row))
    if (choice.incomplete === 'refuse' && incomplete.length > 0) throw incompleteRegister(month, incomplete)
    yield rows.filter(isFileable)
  }
}

function heldRegister(month: Month, count: number, rows: readonly FiledRow[]): Refusal {
  const purchases = rows.map(({ purchaseId, DowodZakupu }) => ({ purchaseId, number: DowodZakupu }))
  const [first] = purchases
  return new Refusal(
    'register-held',
    say('refusal.register-held', {
      ...{ month, count, number: String(first?.number), purchaseId: String(first?.purchaseId) },
    }),
    [],
    { about: { count, purchases } },
  )
}

function incompleteRegister(month: Month, rows: readonly FiledRow[]): Refusal {
  const purchases = rows.map(({ purchaseId, DowodZakupu, amountsUnknown }) => ({
    purchaseId,
    number: DowodZakupu,
    reason: amountsUnknown ?? say('row.before-form', { first: jpkForm.firstIssueDay }),
  }))
  const first = purchases[0]
  return new Refusal(
    'register-incomplete',
    say('refusal.register-incomplete', {
      ...{ month, number: String(first?.number), why: first?.reason ?? '' },
    }),
    [],
    { about: { purchases } },
  )
}
