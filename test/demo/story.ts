import type { Api, Purchase } from '../support/api.ts'
import {
  type FaDocument,
  faXml,
  type KsefDocument,
  ksefDocument,
  nip,
  packageOf,
  qrI,
  qrII,
} from '../support/ksef.ts'
import { day, heading, note, purchaseLines, say, table } from './print.ts'

/** The day on which the story is told: June has ended, the record of June is about to be filed. */
export const today = '2026-07-24'

const us = '9376032788'
const buyer = { nip: us, name: 'Modrzew Handel sp. z o.o.' }
const drewpol = { nip: nip('Drewpol'), name: 'Drewpol S.A.' }
const stalmex = { nip: nip('Stalmex'), name: 'Stalmex Hurt sp. z o.o.' }
const logos = { nip: nip('Logos'), name: 'Logos Transport sp. z o.o.' }

type Party = typeof drewpol

const invoice = (
  seller: Party,
  number: string,
  issueDay: string,
  net: string,
  vat: string,
  gross: string,
): FaDocument => ({
  seller,
  buyer,
  number,
  issueDay,
  amounts: { net, vat, gross },
})

/** A copy as an accountant types it in from a PDF or from paper. */
const typed = (document: FaDocument, more: Record<string, unknown>) => ({
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
export async function tell(api: Api): Promise<void> {
  say(`${buyer.name} (NIP ${us}) keeps its purchases here. Today is ${day(today)}.`)
  await api.putTaxpayer(us, { name: buyer.name })
  for (const supplier of [drewpol, stalmex, logos]) {
    await api.putSupplier(us, supplier.nip, {
      name: supplier.name,
      ksefDuty: [{ status: 'obliged', from: '2026-02-01' }],
      ...(supplier === logos
        ? { delivery: [{ channel: 'outside-ksef', agreedOn: '2026-02-01', from: '2026-02-01' }] }
        : {}),
    })
  }
  await plainPdfAndLaterKsef(api)
  const waiting = await offline24(api)
  const { moved, emergency } = await failureToldLate(api)
  await numbersArrive(api, waiting)
  await register(api)
  await explain(api, emergency, moved)
}

async function plainPdfAndLaterKsef(api: Api): Promise<void> {
  heading('1', 'A plain PDF, and 22 days later the same invoice from KSeF')
  const document = invoice(drewpol, 'FV 112/05/2026', '2026-05-28', '1000.00', '230.00', '1230.00')
  const pdf = typed(document, {
    number: 'fv-112-05-2026',
    receivedOn: '2026-05-28',
    channel: 'email',
    document: 'invoice',
  })
  const entered = await api.postCopy(us, pdf)
  say(`28 May: the accountant enters a PDF from ${drewpol.name}, typed as "fv-112-05-2026".`)
  purchaseLines(entered.purchase as Purchase)
  const later = ksefDocument({ ...document, numberedAt: '2026-06-19T08:12:40+02:00' })
  const imported = await api.importPackage(us, packageOf([later]))
  say(`19 June: a KSeF package brings "${document.number}", ${outcomes(imported)}.`)
  const purchase = await api.purchase(us, (entered.purchase as Purchase).id, today)
  purchaseLines(purchase)
  const held = await api.purchases(us, { seller: drewpol.nip })
  note(
    `Purchases of ${drewpol.name} in the ledger: ${held.length}. Same id as on 28 May: ${purchase.id === entered.purchase?.id}.`,
  )
}

async function offline24(api: Api): Promise<KsefDocument> {
  heading('2', 'An offline24 invoice waits for its number')
  const document = invoice(stalmex, 'SH/77/07/2026', '2026-07-23', '400.00', '92.00', '492.00')
  const copy = typed(document, {
    receivedOn: '2026-07-23',
    channel: 'email',
    document: 'offline-invoice',
    qrCodes: codes(document),
  })
  const entered = await api.postCopy(us, copy)
  say(`23 July: ${stalmex.name} sends a PDF with two codes.`)
  purchaseLines(entered.purchase as Purchase)
  return ksefDocument({ ...document, numberedAt: '2026-07-24T09:00:30+02:00' })
}

async function failureToldLate(api: Api): Promise<{ moved: string; emergency: string }> {
  heading('3', 'KSeF was down, and the notice is recorded late')
  const friday = invoice(stalmex, 'SH/61/06/2026', '2026-06-26', '250.00', '57.50', '307.50')
  const monday = invoice(logos, 'T-900/6/26', '2026-06-29', '800.00', '184.00', '984.00')
  const before = await api.postCopy(
    us,
    typed(friday, { receivedOn: '2026-06-26', document: 'offline-invoice', qrCodes: codes(friday) }),
  )
  const crisis = await api.postCopy(
    us,
    typed(monday, { receivedOn: '2026-06-29', document: 'offline-invoice', qrCodes: codes(monday) }),
  )
  await api.importPackage(
    us,
    packageOf([ksefDocument({ ...monday, numberedAt: '2026-07-03T09:00:30+02:00' })]),
  )
  const ids = { moved: before.purchase?.id as string, emergency: crisis.purchase?.id as string }
  say('Two offline invoices are in hand. As long as nobody says that KSeF was down:')
  for (const id of [ids.moved, ids.emergency]) purchaseLines(await api.purchase(us, id, today))
  await api.postOutage({
    kind: 'failure',
    start: '2026-06-29',
    end: '2026-07-01',
    source: 'bip',
    reference: 'K/2026/AWR/02',
  })
  say('Now the notice K/2026/AWR/02 is recorded: failure from 29 June to 1 July. Both are decided anew:')
  for (const id of [ids.moved, ids.emergency]) purchaseLines(await api.purchase(us, id, today))
  return ids
}

async function numbersArrive(api: Api, waiting: KsefDocument): Promise<void> {
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
  const imported = await api.importPackage(us, packageOf([waiting, midnight, plain]))
  say(`A package of ${imported.received}: ${outcomes(imported)}.`)
  const again = await api.importPackage(us, packageOf([waiting, midnight, plain]))
  say(`The same package once more: ${outcomes(again)}.`)
}

async function register(api: Api): Promise<void> {
  for (const [month, name] of [
    ['2026-05', 'May'],
    ['2026-06', 'June'],
    ['2026-07', 'July'],
  ] as const) {
    const { items, totals } = await api.register(us, month, today)
    heading(month, `Purchase register of ${name} 2026, as filed on ${day(today)}`)
    table(
      ['supplier', 'number', 'issued', 'received', 'marker', 'net', 'VAT'],
      items.map((row: Record<string, unknown>) => [
        String(row.NazwaDostawcy),
        String(row.DowodZakupu),
        String(row.DataZakupu),
        String(row.DataWplywu),
        'NrKSeF' in (row.marker as object) ? 'NrKSeF' : Object.keys(row.marker as object).join(),
        String(row.K_42),
        String(row.K_43),
      ]),
    )
    note(`${totals.rows} rows, input tax ${totals.inputVat} PLN.`)
  }
}

async function explain(api: Api, emergency: string, moved: string): Promise<void> {
  const purchase = await api.purchase(us, emergency, today)
  heading('Why', `${purchase.number} was received on ${day(purchase.receipt.date as string)}`)
  say(purchase.modeReason)
  say(purchase.receipt.explanation)
  note(`Rule ${purchase.receipt.rule}; ${purchase.receipt.legalBasis.join(', ')}.`)
  note(
    `Deduction ${purchase.deduction.from} to ${purchase.deduction.until} (${purchase.deduction.legalBasis.join(', ')}).`,
  )
  const history = await api.history(us, emergency)
  note(
    `Its history keeps ${history.length} decisions: ${history.map((h) => `${h.after?.mode ?? h.type} (${h.cause.replace(/ [0-9a-f-]{36}$/, '')})`).join(' → ')}.`,
  )
  const awaited = await api.purchase(us, moved, today)
  heading(
    'Still open',
    `${awaited.number}: ${awaited.status}, number due ${day(awaited.resend.deadline as string)}`,
  )
  for (const finding of awaited.findings.filter((f) => f.severity !== 'info'))
    note(`${finding.code}: ${finding.message}`)
}

const outcomes = (answer: Record<string, unknown>): string =>
  ['new', 'attached', 'unchanged', 'review', 'quarantined']
    .filter((name) => answer[name] !== 0)
    .map((name) => `${answer[name]} ${name}`)
    .join(', ')
