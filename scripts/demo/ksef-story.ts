import type { Api, Purchase } from '../../test/support/api.ts'
import { type FaDocument, faXml, ksefDocument, nip, qrI, qrII } from '../../test/support/ksef.ts'
import type { StandIn } from '../ksef-stand-in/stand-in.ts'
import { heading, note, purchaseLines, say } from './print.ts'

const us = '9376032788'
const home = `/v1/taxpayers/${us}/ksef`
const buyer = { nip: us, name: 'Modrzew Handel sp. z o.o.' }
const stalmex = { nip: nip('Stalmex'), name: 'Stalmex Hurt sp. z o.o.' }
const show = (purchase: unknown): void => purchaseLines(purchase as Parameters<typeof purchaseLines>[0])
const token = '20260201-EC-0123456789-0123456789-AB|nip-9376032788|demo'

const invoice = (number: string, issueDay: string, net: string): FaDocument => ({
  seller: stalmex,
  buyer,
  number,
  issueDay,
  amounts: { net },
})

/** Tells how a taxpayer is connected to KSeF, and what its syncs bring, and prints it. */
export async function tell(api: Api, ksef: StandIn, until: (moment: string) => Promise<void>): Promise<void> {
  ksef.addTaxpayer(us, { token })
  say(`${buyer.name} (NIP ${us}) lets the service fetch its purchases from KSeF; here a stand-in plays KSeF.`)
  await api.putTaxpayer(us, { name: buyer.name })
  await connect(api, ksef, until)
  const waiting = await offlineDuringFailure(api, ksef, until)
  await numberComes(api, ksef, until, waiting)
  await limitAndRevocation(api, ksef, until)
}

async function shown(api: Api): Promise<void> {
  const { state, message } = (await api.send('GET', `${home}/connection`)).body
  note(`${state}: ${message}`)
}

async function lastSync(api: Api): Promise<void> {
  const [run] = (await api.send('GET', `${home}/syncs`)).body.items
  note(`last sync (${run.cause}): ${run.state}, ${run.message}`)
}

async function connect(api: Api, ksef: StandIn, until: (moment: string) => Promise<void>): Promise<void> {
  heading('1', 'Connected with a token; the first sync begins at once')
  for (const [number, day] of [
    ['SH/10/06/2026', '2026-06-12'],
    ['SH/11/06/2026', '2026-06-19'],
    ['SH/12/06/2026', '2026-06-26'],
  ] as const) {
    ksef.addInvoice(
      us,
      ksefDocument({ ...invoice(number, day, '500.00'), numberedAt: `${day}T10:00:00+02:00` }),
    )
  }
  const wrong = await api.json('PUT', `${home}/connection`, {
    credential: { type: 'token', token: `${token} ` },
  })
  note(`A token with a blank is refused at once: ${wrong.body.detail}`)
  await api.json('PUT', `${home}/connection`, {
    credential: { type: 'token', token },
    credentialValidUntil: '2026-07-28',
  })
  await until('2026-07-01T08:10:00+02:00')
  await lastSync(api)
  await shown(api)
  const [coverage] = (await api.send('GET', `${home}/coverage`)).body.items
  for (const { from, to } of coverage.intervals) note(`known complete: ${from} … ${to}`)
  for (const { message } of (await api.send('GET', `${home}/connection`)).body.findings) note(`! ${message}`)
}

async function offlineDuringFailure(
  api: Api,
  ksef: StandIn,
  until: (moment: string) => Promise<void>,
): Promise<{ id: string; document: FaDocument }> {
  heading('2', 'KSeF fails; Latarnia announces it, and an offline invoice comes by e-mail')
  const document = invoice('SH/20/07/2026', '2026-07-02', '800.00')
  await until('2026-07-02T11:00:00+02:00')
  const xml = faXml(document)
  const { purchase } = await api.postCopy(us, {
    seller: stalmex,
    number: document.number,
    issueDate: document.issueDay,
    net: '800.00',
    vat: '184.00',
    gross: '984.00',
    currency: 'PLN',
    receivedOn: '2026-07-02',
    channel: 'email',
    document: 'offline-invoice',
    qrCodes: [qrI(stalmex.nip, document.issueDay, xml), qrII(stalmex.nip, xml)],
  })
  const id = purchase?.id as string
  say('2 July, 11:00: the copy is entered. Nobody has heard of a failure yet:')
  show(await api.purchase(us, id, '2026-07-02'))
  const failure = {
    id: 'K/2026/AWR/02',
    eventId: 64,
    category: 'FAILURE',
    type: 'FAILURE_START',
    title: 'Awaria KSeF - początek',
    start: '2026-07-02T09:12:00+02:00',
    end: null,
    version: 1,
    published: '2026-07-02T11:20:31+02:00',
  }
  ksef.latarnia = { status: { status: 'FAILURE' }, messages: [failure] }
  ksef.faults.chance = (on) => (on === 'latarnia' ? null : { kind: 'status', status: 503, body: 'html' })
  await until('2026-07-02T11:30:00+02:00')
  say('11:30: Latarnia has published a failure. The same invoice, decided anew:')
  show(await api.purchase(us, id, '2026-07-02'))
  await until('2026-07-02T12:30:00+02:00')
  await shown(api)
  const over = { type: 'FAILURE_END', id: 'K/2026/AWR/03', end: '2026-07-02T18:00:00+02:00' }
  const end = { ...failure, ...over, title: 'Awaria KSeF - koniec', published: '2026-07-02T18:05:00+02:00' }
  await until('2026-07-02T18:00:00+02:00')
  ksef.latarnia = { status: { status: 'AVAILABLE' }, messages: [end, failure] }
  ksef.faults.chance = () => null
  await until('2026-07-02T20:00:00+02:00')
  say('18:05: the failure is over, and syncs go on by themselves:')
  show(await api.purchase(us, id, '2026-07-02'))
  await shown(api)
  return { id, document }
}

async function numberComes(
  api: Api,
  ksef: StandIn,
  until: (moment: string) => Promise<void>,
  { id, document }: { id: string; document: FaDocument },
): Promise<void> {
  heading('3', 'The seller sends the invoice to KSeF; the next sync brings its number')
  await until('2026-07-06T10:00:00+02:00')
  ksef.addInvoice(us, ksefDocument({ ...document, numberedAt: '2026-07-06T09:58:00+02:00' }))
  await until('2026-07-06T12:00:00+02:00')
  const runs = (await api.send('GET', `${home}/syncs?limit=10`)).body.items
  const brought = runs.find((r: { subjects: { attached: number }[] }) => r.subjects[0]?.attached === 1)
  note(`The sync of ${brought.startedAt} attached it to the copy.`)
  const purchase: Purchase = await api.purchase(us, id, '2026-07-06')
  show(purchase)
  note(purchase.receipt.explanation)
}

async function limitAndRevocation(
  api: Api,
  ksef: StandIn,
  until: (moment: string) => Promise<void>,
): Promise<void> {
  heading('4', 'KSeF asks for a pause, and later the token is revoked')
  ksef.faults.plan('export', { kind: 'limit', seconds: 900 })
  await api.json('POST', `${home}/syncs`)
  await until('2026-07-06T12:05:00+02:00')
  await shown(api)
  await until('2026-07-06T14:00:00+02:00')
  await shown(api)
  ksef.taxpayer(us).account.revoked = true
  await until('2026-07-06T18:00:00+02:00')
  await shown(api)
}
