import type { Client, CopyInput, ImportResult, Purchase } from '../../src/client/index.ts'
import {
  type FaDocument,
  faXml,
  type KsefDocument,
  ksefDocument,
  nip,
  packageOf,
  qrI,
  qrII,
} from '../../test/support/ksef.ts'
import { bookOnce, lookAlikes } from './deciding.ts'
import { counted, day, heading, note, purchaseLines, say, table } from './print.ts'

/** The day on which the story is told: June has ended, the record of June is about to be filed. */
export const today = '2026-07-24'

const us = '9376032788'
const buyer = { nip: us, name: 'Modrzew Handel sp. z o.o.' }
const drewpol = { nip: nip('Drewpol'), name: 'Drewpol S.A.' }
const stalmex = { nip: nip('Stalmex'), name: 'Stalmex Hurt sp. z o.o.' }
const logos = { nip: nip('Logos'), name: 'Logos Transport sp. z o.o.' }
const meblex = { nip: nip('Meblex'), name: 'Meblex Dostawy s.c.' }

type Party = typeof drewpol
type Invoice = FaDocument & { seller: Party; amounts: { net: string; vat: string; gross: string } }

const invoice = (
  seller: Party,
  number: string,
  issueDay: string,
  net: string,
  vat: string,
  gross: string,
): Invoice => ({
  seller,
  buyer,
  number,
  issueDay,
  amounts: { net, vat, gross },
})

/** A copy as an accountant types it in from a PDF or from paper. */
const typed = (
  document: Invoice,
  more: Pick<CopyInput, 'receivedOn' | 'document' | 'channel' | 'qrCodes'> & { number?: string },
): CopyInput => ({
  seller: document.seller,
  number: document.number,
  issueDate: document.issueDay,
  currency: 'PLN',
  ...document.amounts,
  ...more,
})

const codes = (document: FaDocument): string[] => {
  const xml = faXml(document)
  return [qrI(document.seller.nip, document.issueDay, xml), qrII(document.seller.nip, xml)]
}

/** Tells the story against a running service and prints it. */
export async function tell(ksef: Client): Promise<void> {
  say(`${buyer.name} (NIP ${us}) keeps its purchases here. Today is ${day(today)}.`)
  await ksef.putTaxpayer({ nip: us }, { name: buyer.name })
  for (const supplier of [drewpol, stalmex, logos]) {
    await ksef.putSupplier(
      { nip: us, sellerId: supplier.nip },
      {
        name: supplier.name,
        ksefDuty: [{ status: 'obliged', from: '2026-02-01' }],
        ...(supplier === logos
          ? { delivery: [{ channel: 'outside-ksef', agreedOn: '2026-02-01', from: '2026-02-01' }] }
          : {}),
      },
    )
  }
  await plainPdfAndLaterKsef(ksef)
  const waiting = await offline24(ksef)
  const { moved, emergency } = await failureToldLate(ksef)
  await numbersArrive(ksef, waiting)
  const delivery = invoice(meblex, 'M/01/07/2026', '2026-07-02', '300.00', '69.00', '369.00')
  await lookAlikes(
    { ksef, nip: us, today },
    typed(delivery, { receivedOn: '2026-07-02', channel: 'email', document: 'invoice' }),
  )
  await register(ksef)
  await explain(ksef, emergency, moved)
}

async function plainPdfAndLaterKsef(ksef: Client): Promise<void> {
  heading('1', 'A plain PDF, and 22 days later the same invoice from KSeF')
  const document = invoice(drewpol, 'FV 112/05/2026', '2026-05-28', '1000.00', '230.00', '1230.00')
  const pdf = typed(document, {
    number: 'fv-112-05-2026',
    receivedOn: '2026-05-28',
    channel: 'email',
    document: 'invoice',
  })
  const entered = await ksef.postCopy({ nip: us }, pdf)
  say(`28 May: the accountant enters a PDF from ${drewpol.name}, typed as "fv-112-05-2026".`)
  purchaseLines(entered.purchase as Purchase)
  await bookOnce({ ksef, nip: us, today }, entered.purchase as Purchase, 'PZ/2026/0815')
  const later = ksefDocument({ ...document, numberedAt: '2026-06-19T08:12:40+02:00' })
  const imported = await ksef.postImport({ nip: us }, packageOf([later]))
  say(`19 June: a KSeF package brings "${document.number}", ${outcomes(imported)}.`)
  const purchase = await ksef.getPurchase({ nip: us, id: (entered.purchase as Purchase).id, asOf: today })
  purchaseLines(purchase)
  const held = await ksef.listPurchases({ nip: us, seller: drewpol.nip })
  note(
    `Purchases of ${drewpol.name} in the ledger: ${held.items.length}. Same id as on 28 May: ${purchase.id === entered.purchase?.id}. Still posted once, as ${purchase.posting?.reference}.`,
  )
}

async function offline24(ksef: Client): Promise<KsefDocument> {
  heading('2', 'An offline24 invoice waits for its number')
  const document = invoice(stalmex, 'SH/77/07/2026', '2026-07-23', '400.00', '92.00', '492.00')
  const copy = typed(document, {
    receivedOn: '2026-07-23',
    channel: 'email',
    document: 'offline-invoice',
    qrCodes: codes(document),
  })
  const entered = await ksef.postCopy({ nip: us }, copy)
  say(`23 July: ${stalmex.name} sends a PDF with two codes.`)
  purchaseLines(entered.purchase as Purchase)
  return ksefDocument({ ...document, numberedAt: '2026-07-24T09:00:30+02:00' })
}

async function failureToldLate(ksef: Client): Promise<{ moved: string; emergency: string }> {
  heading('3', 'KSeF was down, and the notice is recorded late')
  const friday = invoice(stalmex, 'SH/61/06/2026', '2026-06-26', '250.00', '57.50', '307.50')
  const monday = invoice(logos, 'T-900/6/26', '2026-06-29', '800.00', '184.00', '984.00')
  const before = await ksef.postCopy(
    { nip: us },
    typed(friday, { receivedOn: '2026-06-26', document: 'offline-invoice', qrCodes: codes(friday) }),
  )
  const crisis = await ksef.postCopy(
    { nip: us },
    typed(monday, { receivedOn: '2026-06-29', document: 'offline-invoice', qrCodes: codes(monday) }),
  )
  await ksef.postImport(
    { nip: us },
    packageOf([ksefDocument({ ...monday, numberedAt: '2026-07-03T09:00:30+02:00' })]),
  )
  const ids = { moved: before.purchase?.id as string, emergency: crisis.purchase?.id as string }
  say('Two offline invoices are in hand. As long as nobody says that KSeF was down:')
  for (const id of [ids.moved, ids.emergency])
    purchaseLines(await ksef.getPurchase({ nip: us, id, asOf: today }))
  await ksef.postOutage({
    kind: 'failure',
    start: '2026-06-29',
    end: '2026-07-01',
    source: 'bip',
    reference: 'K/2026/AWR/02',
  })
  say('Now the notice K/2026/AWR/02 is recorded: failure from 29 June to 1 July. Both are decided anew:')
  for (const id of [ids.moved, ids.emergency])
    purchaseLines(await ksef.getPurchase({ nip: us, id, asOf: today }))
  return ids
}

async function numbersArrive(ksef: Client, waiting: KsefDocument): Promise<void> {
  heading('4', 'Today’s download from KSeF')
  const online = invoice(drewpol, 'FV 140/06/2026', '2026-06-30', '2000.00', '460.00', '2460.00')
  // 22:30 UTC on 30 June is half past midnight on 1 July in Warsaw.
  const midnight = ksefDocument({
    ...online,
    acceptedAt: '2026-06-30T23:58:00+02:00',
    numberedAt: '2026-06-30T22:30:00Z',
  })
  const plain = ksefDocument({
    ...invoice(logos, 'T-870/6/26', '2026-06-15', '150.00', '34.50', '184.50'),
    numberedAt: '2026-06-15T10:00:00+02:00',
  })
  const imported = await ksef.postImport({ nip: us }, packageOf([waiting, midnight, plain]))
  say(`A package of ${imported.received}: ${outcomes(imported)}.`)
  const again = await ksef.postImport({ nip: us }, packageOf([waiting, midnight, plain]))
  say(`The same package once more: ${outcomes(again)}.`)
}

async function register(ksef: Client): Promise<void> {
  for (const [month, name] of [
    ['2026-05', 'May'],
    ['2026-06', 'June'],
    ['2026-07', 'July'],
  ] as const) {
    const { items, totals } = await ksef.getRegister({ nip: us, month, asOf: today })
    heading(month, `Purchase register of ${name} 2026, as filed on ${day(today)}`)
    table(
      ['supplier', 'number', 'issued', 'received', 'marker', 'net', 'VAT'],
      items.map((row) => [
        row.NazwaDostawcy,
        row.DowodZakupu,
        row.DataZakupu,
        row.DataWplywu ?? '',
        Object.keys(row.marker).join(),
        row.K_42 ?? '',
        row.K_43 ?? '',
      ]),
    )
    note(`${counted(totals.rows, 'row')}, input tax ${totals.inputVat} PLN.`)
  }
}

async function explain(ksef: Client, emergency: string, moved: string): Promise<void> {
  const purchase = await ksef.getPurchase({ nip: us, id: emergency, asOf: today })
  heading('Why', `${purchase.number} was received on ${day(purchase.receipt.date as string)}`)
  say(purchase.modeReason)
  say(purchase.receipt.explanation)
  note(`Rule ${purchase.receipt.rule}; ${purchase.receipt.legalBasis.join(', ')}.`)
  note(
    `Deduction ${purchase.deduction.from} to ${purchase.deduction.until} (${purchase.deduction.legalBasis.join(', ')}).`,
  )
  const { items: history } = await ksef.getHistory({ nip: us, id: emergency })
  note(
    `Its history keeps ${counted(history.length, 'decision')}: ${history.map((h) => `${h.after?.mode ?? h.type} (${h.cause.replace(/ [0-9a-f-]{36}$/, '')})`).join(' → ')}.`,
  )
  const awaited = await ksef.getPurchase({ nip: us, id: moved, asOf: today })
  heading(
    'Still open',
    `${awaited.number}: ${awaited.status}, number due ${day(awaited.resend.deadline as string)}`,
  )
  for (const finding of awaited.findings.filter((f) => f.severity !== 'info'))
    note(`${finding.code}: ${finding.message}`)
}

const outcomes = (answer: ImportResult): string =>
  (['new', 'attached', 'unchanged', 'review', 'quarantined'] as const)
    .filter((name) => answer[name] !== 0)
    .map((name) => `${answer[name]} ${name}`)
    .join(', ')
