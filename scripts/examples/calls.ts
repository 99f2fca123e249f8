import type { Client, CopyInput, Purchase } from '../../src/client/index.ts'
import { ksefDocument, nip as nipOf, packageOf } from '../../test/support/ksef.ts'
import { attached, mailOf } from '../../test/support/mail.ts'
import { pdf, written } from '../../test/support/pdf.ts'

const nip = '9376032788'
const buyer = { nip, name: 'Modrzew Handel sp. z o.o.' }
const stalmex = { nip: nipOf('Stalmex'), name: 'Stalmex Hurt sp. z o.o.' }
export const token = '20260201-EC-0123456789-0123456789-AB|nip-9376032788|demo'

const invoice = (number: string) =>
  ksefDocument({
    seller: stalmex,
    buyer,
    number,
    issueDay: '2026-07-23',
    amounts: { net: '120.00', vat: '27.60', gross: '147.60' },
    numberedAt: '2026-07-23T14:10:00+02:00',
  })

/** The rest of the calls, on the ledger that the story of the demo leaves behind. `until` lets the time go on. */
export async function furtherCalls(ksef: Client, until: (moment: string) => Promise<void>): Promise<void> {
  await Promise.all([ksef.health(), ksef.ready(), ksef.getLaw()])
  await settings(ksef)
  await documents(ksef)
  await webhooks(ksef)
  await purchases(ksef)
  await filing(ksef)
  await connection(ksef, until)
  await keys(ksef)
  await ksef.listChanges({ nip })
  await ksef.listAudit()
  await ksef.getSummary()
  await ksef.getTaxpayerSummary({ nip })
}

async function settings(ksef: Client): Promise<void> {
  await ksef.putTaxpayer({ nip }, { name: buyer.name, jpk: { officeCode: '1471' } })
  await Promise.all([ksef.getTaxpayer({ nip }), ksef.listTaxpayers(), ksef.listSuppliers({ nip })])
  await ksef.getPolicyEffect({ nip, policy: 'irregularOfflineHandover=mf-1-8-actual' })
  await ksef.putSupplier({ nip, sellerId: stalmex.nip }, { name: stalmex.name })
  await ksef.getSupplier({ nip, sellerId: stalmex.nip })
  const { items } = await ksef.listOutages()
  const { id } = items.find(({ reference }) => reference === 'K/2026/AWR/02') as { id: string }
  await ksef.patchOutage({ id }, { end: '2026-07-01T20:00:00+02:00' })
  await ksef.getOutage({ id })
}

async function documents(ksef: Client): Promise<void> {
  const meblex = { nip: nipOf('Meblex'), name: 'Meblex Dostawy s.c.' }
  const copy = {
    seller: meblex,
    number: 'M/02/07/2026',
    issueDate: '2026-07-20',
    currency: 'PLN',
    net: '100.00',
    vat: '23.00',
    gross: '123.00',
    receivedOn: '2026-07-21',
    document: 'invoice' as const,
    externalId: 'mail-4712',
  }
  await ksef.postCopies(
    { nip },
    { items: [copy, { ...copy, number: 'M/03/07/2026', externalId: 'mail-4713' }] },
  )
  await drafts(ksef, copy)
  await ksef.postImport({ nip }, { invoices: [invoice('SH/78/07/2026').metadata] } as never)
  const form = new FormData()
  form.append('file', new Blob([invoice('SH/80/07/2026').xml]), 'faktura.xml')
  await ksef.readDocument({ nip }, form)
  // A package that lacks a document that its metadata names.
  const incomplete = packageOf([{ metadata: invoice('SH/79/07/2026').metadata }])
  const { importId } = await ksef.postImport({ nip }, incomplete)
  await ksef.getImport({ nip, importId })
  const [held] = (await ksef.listQuarantine({ nip })).items
  if (held)
    await ksef.decideQuarantined(
      { nip, id: held.id },
      { decision: 'dismissed', note: 'the seller has sent it again' },
    )
}

/** Two scans that wait: one is an invoice, the other is advertising. */
async function drafts(ksef: Client, { externalId: _, receivedOn, ...copy }: CopyInput): Promise<void> {
  const kept = async (text: string) => {
    const form = new FormData()
    form.append('file', new Blob([pdf([{ content: written(text) }])]), 'scan.pdf')
    form.append('receivedOn', receivedOn)
    form.append('channel', 'email')
    return (await ksef.postDraft({ nip }, form)).draft.id
  }
  const [invoice, advertising] = [await kept('M/04/07/2026'), await kept('Meble na lato')]
  await ksef.listDrafts({ nip, state: 'open' })
  await ksef.getDraftDocument({ nip, id: invoice })
  await ksef.confirmDraft({ nip, id: invoice }, { ...copy, number: 'M/04/07/2026', gross: '246.00' })
  await ksef.discardDraft({ nip, id: advertising, reason: 'advertising' })
  await ksef.getDraft({ nip, id: advertising })
  await ksef.reopenDraft({ nip, id: advertising })
  await ksef.putTaxpayer({ nip }, { name: buyer.name, mail: { senders: ['*@meblex.example'] } })
  const file = attached('faktura.pdf', 'application/pdf', pdf([{ content: written('M/05/07/2026') }]))
  const from = 'biuro@meblex-dostawy.example'
  const sent = mailOf({ messageId: '4711@meblex-dostawy.example', from, files: [file] })
  const { mail } = await ksef.postMail({ nip }, new TextEncoder().encode(sent))
  await ksef.releaseDraft({ nip, id: mail.parts[0]?.draftId as string })
  const mailbox = { host: 'imap.modrzew.example', user: 'faktury@modrzew.example', password: 'hasło' }
  await ksef.tryMailbox({ nip }, mailbox)
  await ksef.putMailbox({ nip }, { ...mailbox, from: '2026-07-01' })
  await ksef.getMailbox({ nip })
  await ksef.lookIntoMailbox({ nip })
  await ksef.listMails({ nip })
  await ksef.getMail({ nip, id: mail.id })
}

async function webhooks(ksef: Client): Promise<void> {
  const { id } = await ksef.createWebhook(
    { nip },
    { url: 'https://erp.example/hooks/ksef', types: ['receipt.changed'] },
  )
  await ksef.testWebhook({ nip, id })
  await ksef.patchWebhook({ nip, id }, { types: ['receipt.changed', 'finding.opened'] })
  await ksef.rotateWebhookSecret({ nip, id })
  await Promise.all([ksef.listWebhooks({ nip }), ksef.getWebhook({ nip, id })])
  await ksef.listWebhookAttempts({ nip, id })
}

async function purchases(ksef: Client): Promise<void> {
  const { items } = await ksef.listPurchases({ nip })
  const posted = items.find((p) => p.posting !== null) as Purchase
  await ksef.patchPurchase({ nip, id: posted.id }, { payments: [{ date: '2026-07-03', amount: '1230.00' }] })
  const lookAlike = items.find(({ number }) => number.startsWith('M/O1')) as Purchase
  await ksef.listCandidates({ nip, id: lookAlike.id })
  await Promise.all([ksef.getHistory({ nip, id: posted.id }), ksef.listAwaiting({ nip })])
  await ksef.listFindings({ nip, open: 'true' })
  const evidence = posted.evidence[0] as { id: string }
  await ksef.moveEvidence({ nip, id: evidence.id }, { to: 'new', note: 'another order' })
  await ksef.moveEvidence({ nip, id: evidence.id }, { to: posted.id, note: 'a slip: the same order' })
  await ksef.voidPosting({ nip, id: posted.id, reason: 'entered twice' })
}

async function filing(ksef: Client): Promise<void> {
  const month = '2026-06'
  await ksef.checkMonth({ nip, month })
  await bookkeeping(ksef, month)
  const filed = await ksef.fileMonth({ nip, month }, { filedOn: '2026-07-24' })
  await Promise.all([ksef.listFilings({ nip, month }), ksef.getFiling({ nip, month, id: filed.id })])
  const [moved] = (await ksef.listPurchases({ nip, number: 'T-870/6/26' })).items as Purchase[]
  await ksef.patchPurchase({ nip, id: moved?.id as string }, { adjustments: { K_46: '-4.50' } })
  await ksef.listCorrectionsDue({ nip })
}

/** The file of an accounting program: the first invoice of the month that has a number, marked as if it had none. */
async function bookkeeping(ksef: Client, month: string): Promise<void> {
  const filedOn = '2026-07-24'
  const { items: rows } = await ksef.getRegister({ nip, month, asOf: filedOn })
  const row = rows.find(({ marker }) => 'NrKSeF' in marker)
  const [year, of] = month.split('-')
  const file = `<JPK xmlns="http://crd.gov.pl/wzor/2025/12/19/14090/"><Naglowek><CelZlozenia>1</CelZlozenia>
<Rok>${year}</Rok><Miesiac>${Number(of)}</Miesiac></Naglowek>
<Podmiot1><OsobaNiefizyczna><NIP>${nip}</NIP></OsobaNiefizyczna></Podmiot1>
<Ewidencja><ZakupWiersz><LpZakupu>1</LpZakupu><NrDostawcy>${row?.NrDostawcy}</NrDostawcy>
<DowodZakupu>${row?.DowodZakupu}</DowodZakupu><DataZakupu>${row?.DataZakupu}</DataZakupu>
<DataWplywu>${row?.DataWplywu}</DataWplywu><BFK>1</BFK><K_42>${row?.K_42}</K_42><K_43>${row?.K_43}</K_43></ZakupWiersz>
<ZakupCtrl><LiczbaWierszyZakupow>1</LiczbaWierszyZakupow><PodatekNaliczony>${row?.K_43}</PodatekNaliczony></ZakupCtrl>
</Ewidencja></JPK>`
  const { id } = await ksef.checkJpk({ nip, filedOn }, new TextEncoder().encode(file))
  await Promise.all([ksef.listJpkChecks({ nip }), ksef.getJpkCheck({ nip, id })])
  const [item] = (await ksef.listJpkCheckItems({ nip, id })).items
  const told = { nip, id, item: item?.id as string }
  await ksef.answerJpkItem(told, { note: 'Numer nadano po zamknięciu miesiąca' })
  await ksef.takeBackJpkAnswer(told)
  await ksef.postJpkRows({ nip, id }, { codes: [] })
}

async function connection(ksef: Client, until: (moment: string) => Promise<void>): Promise<void> {
  await ksef.putKsefConnection({ nip }, { credential: { type: 'token', token } })
  await until('2026-07-24T12:20:00+02:00')
  const { id } = await ksef.postKsefSync(
    { nip },
    { from: '2026-07-01T00:00:00+02:00', subjects: ['Subject2'] },
  )
  await until('2026-07-24T12:40:00+02:00')
  await Promise.all([
    ksef.getKsefConnection({ nip }),
    ksef.listKsefSyncs({ nip }),
    ksef.getKsefSync({ nip, id }),
  ])
  await Promise.all([ksef.getKsefCoverage({ nip }), ksef.getLatarnia(), ksef.listLatarniaMessages()])
  await ksef.deleteKsefConnection({ nip })
}

async function keys(ksef: Client): Promise<void> {
  const { id, key } = await ksef.postKey({ name: 'ERP', role: 'integration', taxpayers: [nip] })
  await ksef.postSession({ key: key as string })
  await ksef.getSession()
  await ksef.listKeys()
  await ksef.patchKey({ id }, { language: 'pl' })
  await ksef.revokeKey({ id })
}

/** The ledger leaves, is erased by `erase`, and comes back from its archive. */
export async function archiveAndBack(ksef: Client, erase: () => Promise<void>): Promise<void> {
  const { state } = await ksef.getArchive({ nip })
  const parts: { table: string; rows: unknown[] }[] = []
  let manifest: unknown = null
  let cursor: string | undefined
  do {
    const page = await ksef.getArchiveRows({ nip, state, cursor })
    if (page.rows.length > 0) parts.push({ table: page.table, rows: page.rows })
    manifest = page.manifest
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  await erase()
  await ksef.putTaxpayer({ nip }, (manifest as { settings: never }).settings)
  await ksef.putRestore({ nip }, manifest as never)
  for (const part of parts) await ksef.putRestoreRows({ nip }, part as never)
  while ((await ksef.putRestoreEnd({ nip })).ended === null);
}
