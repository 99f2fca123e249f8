import type { Client } from '../../client/index.ts'
import { type Day, firstDayOf } from '../../values/day.ts'
import type { QrEnvironment } from '../../values/qr.ts'
import { exampleBuyer, exampleInvoice } from './invoice.ts'
import { exampleCodes, exampleNumber, examplePackage } from './ksef.ts'
import { examplePaper } from './paper.ts'
import { exampleSellers } from './sellers.ts'
import { exampleStory, type Story } from './story.ts'

const { nip } = exampleBuyer
type Paper = Story['papers'][number]

/**
 * Makes the taxpayer of the example with a month of documents, as any program would: by calls of the API. Each of them
 * may be repeated on the same day and changes nothing then.
 */
export async function makeExample(
  api: Client,
  { name, today, environment }: { name: string; today: Day; environment: QrEnvironment },
): Promise<void> {
  const story = exampleStory(today)
  const jpk = { officeCode: '1010', email: 'przyklad@example.com' }
  await api.putTaxpayer({ nip }, { name, jpk, ledgerFrom: firstDayOf(story.month) })
  for (const seller of Object.values(exampleSellers))
    await api.putSupplier(
      { nip, sellerId: seller.nip },
      { name: seller.name, ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] },
    )
  const bookings: [id: string, booked: NonNullable<Paper['booked']>][] = []
  for (const paper of story.papers) {
    const id = await enter(api, paper, environment)
    if (paper.booked !== undefined && id !== undefined) bookings.push([id, paper.booked])
  }
  await api.postImport({ nip }, await examplePackage([...story.ksef, await corrected(story)]))
  for (const [id, booked] of bookings) await api.postPurchase({ nip, id }, booked)
  for (const invoice of story.unread) {
    const form = new FormData()
    form.set('file', examplePaper(invoice))
    await api.postDraft({ nip }, form)
  }
}

/** Enters a copy with its file; answers the id of its purchase. */
async function enter(
  api: Client,
  { invoice, came, says }: Paper,
  environment: QrEnvironment,
): Promise<string | undefined> {
  const printed = { ...invoice, ...says }
  const { seller, number, issueDay, net, vat, gross } = printed
  const form = new FormData()
  form.set('file', examplePaper(printed))
  const metadata = {
    seller: { nip: seller.nip, name: seller.name },
    ...{ number, issueDate: issueDay, currency: 'PLN', net, vat, gross },
    ...came,
    ...(came.document === 'offline-invoice' ? { qrCodes: await exampleCodes(invoice, environment) } : {}),
  }
  form.set('metadata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }))
  return (await api.postCopy({ nip }, form)).purchase?.id
}

async function corrected({ correction: { of, number, issueDay, net } }: Story) {
  const ksefNumber = await exampleNumber(of, of.issueDay)
  const corrects = { number: of.number, issueDay: of.issueDay, ksefNumber }
  return { invoice: { ...exampleInvoice(of.seller, number, issueDay, net), corrects }, numberedOn: issueDay }
}
