import { expect } from 'vitest'
import { adminKey } from './admin-key.ts'
import type { Api, Fetch } from './api.ts'
import { plainCopy } from './copy.ts'
import { faXml, ksefDocument, nip, packageOf, sha256 } from './ksef.ts'
import { attached, mailOf } from './mail.ts'
import { pdf, written } from './pdf.ts'

/** A ledger with something of everything, and all that the contract says of it. */

export const us = nip('rich ledger')
const seller = { nip: nip('rich seller'), name: 'Sprzedawca S.A.' }
const foreigner = { country: 'DE', vatId: '123456789', name: 'Händler GmbH' }
const at = `/v1/taxpayers/${us}`
export const openFailure = {
  kind: 'failure',
  start: '2026-06-29',
  end: '2026-07-01',
  reference: 'K/2026/AWR/07',
}

const ok = async (answer: Promise<{ status: number; body: unknown }>) => {
  const { status, body } = await answer
  expect(status, JSON.stringify(body)).toBeLessThan(300)
  // biome-ignore lint/suspicious/noExplicitAny: see Answer
  return body as any
}

/** A file of June with a row of R/1 that says BFK, and one that nobody knows. */
const shortJpk = `<JPK xmlns="http://crd.gov.pl/wzor/2025/12/19/14089/"><Naglowek><CelZlozenia>1</CelZlozenia>
<Rok>2026</Rok><Miesiac>6</Miesiac></Naglowek><Podmiot1><OsobaNiefizyczna><NIP>${us}</NIP></OsobaNiefizyczna></Podmiot1>
<Ewidencja>${['R/1', 'ZZ/99']
  .map(
    (number, i) => `<ZakupWiersz><LpZakupu>${i + 1}</LpZakupu><NrDostawcy>${seller.nip}</NrDostawcy>
<DowodZakupu>${number}</DowodZakupu><DataZakupu>2026-06-10</DataZakupu><DataWplywu>2026-06-10</DataWplywu><BFK>1</BFK>
<K_42>100.00</K_42><K_43>23.00</K_43></ZakupWiersz>`,
  )
  .join(
    '',
  )}<ZakupCtrl><LiczbaWierszyZakupow>2</LiczbaWierszyZakupow><PodatekNaliczony>46.00</PodatekNaliczony></ZakupCtrl>
</Ewidencja></JPK>`

/** Fills the ledger of `us` in a service whose clock stands at 24 July 2026. */
export async function fillLedger(api: Api): Promise<void> {
  await api.putTaxpayer(us, { name: 'Odbiorca „Łąka” sp. z o.o.', settlement: 'quarterly' })
  await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
  await api.putSupplier(us, 'DE123456789', { name: 'Händler', defaults: { deductibleShare: '0.50' } })
  await api.postOutage(openFailure)
  await api.postOutage({
    kind: 'maintenance',
    start: '2026-05-02T01:00:00+02:00',
    end: '2026-05-02T05:00:00+02:00',
  })

  const post = (path: string, body: object, key?: string) =>
    ok(api.json('POST', `${at}${path}`, body, key ? { 'idempotency-key': key } : {}))
  const document = (number: string, issueDay = '2026-06-10') => ({
    seller,
    buyer: { nip: us },
    number,
    issueDay,
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: `${issueDay}T10:00:00+02:00`,
  })
  const early = await api.postCopy(us, plainCopy(seller, 'R/1', { externalId: 'first' }))
  await post(`/purchases/${early.purchase?.id}/posting`, { reference: 'PZ/1', postedOn: '2026-06-11' })
  const broken = ksefDocument(document('R/3'))
  await api.importPackage(
    us,
    packageOf([
      ksefDocument(document('R/1')),
      ksefDocument(document('R/2', '2026-05-06')),
      { ...broken, xml: new TextEncoder().encode('<broken') },
      ksefDocument({ ...document('R/4'), buyer: { nip: nip('somebody else') } }),
      ksefDocument({
        ...document('R/KOR', '2026-06-15'),
        kind: 'KOR',
        corrects: [{ number: 'R/2', issueDay: '2026-05-06', ksefNumber: null }],
      }),
    ]),
  )
  await api.postCopyXml(us, faXml(document('R/5', '2026-06-30')), {
    receivedOn: '2026-06-30',
    document: 'offline-invoice',
  })
  const form = new FormData()
  form.append('file', new Blob([pdf([{}]) as Uint8Array<ArrayBuffer>]), 'file.pdf')
  form.append(
    'metadata',
    JSON.stringify(plainCopy(seller, 'R/6', { gross: '61.50', net: '50.00', vat: '11.50' })),
  )
  await ok(api.send('POST', `${at}/copies`, form))
  await api.postCopy(us, plainCopy(foreigner, 'R/7', { currency: 'EUR' }))
  // One invoice with two amounts: merged by a human, then taken apart by hand.
  const one = await api.postCopy(us, plainCopy(seller, 'R/8', { gross: '10.00' }))
  const other = await api.postCopy(us, plainCopy(seller, 'R/8', { gross: '11.00' }))
  const pair = `${one.purchase?.id}.AMOUNT_MISMATCH.${other.purchase?.id}`
  await post(`/findings/${pair}/decision`, { decision: 'same-invoice', note: 'the same' })
  const apart = await api.postCopy(us, plainCopy(seller, 'R/9', { gross: '20.00' }))
  await post(`/evidence/${other.copy.id}/move`, { to: apart.purchase?.id, note: 'not that one' })
  await api.patchPurchase(us, String(apart.purchase?.id), {
    taxPointDate: '2026-06-09',
    deductibleShare: '0.50',
  })
  const voided = await api.postCopy(us, plainCopy(seller, 'R/10', { gross: '30.00' }))
  await post(
    `/purchases/${voided.purchase?.id}/posting`,
    { reference: 'PZ/2', postedOn: '2026-06-12' },
    'once',
  )
  await ok(api.json('DELETE', `${at}/purchases/${voided.purchase?.id}/posting?reason=twice`))
  const file = await api.send('POST', `${at}/jpk-checks?filedOn=2026-07-20`, shortJpk, {
    'content-type': 'application/xml',
  })
  expect(file.status, JSON.stringify(file.body)).toBe(200)
  await ok(api.json('PUT', `${at}/jpk-checks/${file.body.id}/items/1/answer`, { note: 'booked by hand' }))
  for (const month of ['2026-05', '2026-06'])
    await post(`/register/${month}/filings`, { filedOn: '2026-07-20' }, month)
  // What comes after filing opens a duty to correct.
  await api.postCopy(us, plainCopy(seller, 'R/2', { receivedOn: '2026-04-30', issueDate: '2026-05-06' }))
  await api.importPackage(
    us,
    packageOf([
      ksefDocument({ ...document('R/6'), amounts: { net: '50.00', vat: '11.50', gross: '61.50' } }),
    ]),
  )
  await api.putTaxpayer(us, {
    name: 'Odbiorca „Łąka” sp. z o.o.',
    cashMethod: false,
    policy: { overtakenMarker: 'OFF' },
  })
  // One document that does not become whole, of which a human says so.
  const half = ksefDocument(document('R/11'))
  await api.importPackage(us, packageOf([{ metadata: half.metadata }]))
  const { items } = await ok(api.json('GET', `${at}/ksef/quarantine`))
  const { id } = items.find((d: { ksefNumber: string }) => d.ksefNumber === half.metadata.ksefNumber)
  await post(`/ksef/quarantine/${id}/decision`, { decision: 'dismissed', note: 'never sent' })
  // Documents that wait: one for a person, one that became a copy, one that nobody wants.
  await draft(api, 'WAITS', new Uint8Array(faXml(document('R/13'))))
  const mail = mailOf({
    messageId: 'rich@seller.example',
    headers: ['Received: from a by mx.us.example; Fri, 12 Jun 2026 09:00:00 +0200'],
    files: [attached('MAILED.pdf', 'application/pdf', pdf([{ content: written('MAILED') }]))],
  })
  await ok(api.send('POST', `${at}/mails`, mail, { 'content-type': 'message/rfc822' }))
  // Only Node looks into mailboxes.
  const mailbox = { host: 'imap.us.example', user: 'us', password: 'x', from: '2026-06-01', paused: true }
  expect([201, 404]).toContain((await api.json('PUT', `${at}/mailbox`, mailbox)).status)
  const confirmed = await draft(api, 'R/12')
  const unwanted = await draft(api, 'AD')
  const { receivedOn: _, ...typed } = plainCopy(seller, 'R/12', { gross: '55.00' })
  await post(`/drafts/${confirmed}/copy`, typed)
  await ok(api.send('DELETE', `${at}/drafts/${unwanted}?reason=no invoice`))
  const connection = { credential: { type: 'token', token: 'a|b|c' }, paused: true, from: '2026-06-01' }
  await ok(api.json('PUT', `${at}/ksef/connection`, connection))
  await post('/webhooks', { url: 'https://erp.example/hook', types: ['filing.created'], description: 'ERP' })
}

async function draft(api: Api, text: string, file = pdf([{ content: written(text) }])): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([file]), `${text}.pdf`)
  form.append('receivedOn', '2026-06-12')
  return (await ok(api.send('POST', `${at}/drafts`, form))).draft.id
}

/** What was said, but for what the release before did not know: checks of files, documents that wait, a mailbox. */
export const asOfBefore = (said: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(said)
      .filter(([path]) => !/\/(?:jpk-checks|drafts|mails|mailbox)/.test(path))
      .map(([path, value]) => {
        if (path.endsWith('/summary')) return [path, { ...(value as object), drafts: null, mailbox: null }]
        return [path, path.endsWith('/check') ? withoutDrafts(value) : value]
      }),
  )

const withoutDrafts = (check: unknown) => {
  const { sections, ...rest } = check as { sections: object }
  return { ...rest, sections: { ...sections, notEntered: null } }
}

/** Everything that `fetch` says of the ledger, by path: JSON as its value, files as their media type and hash. */
export async function allThatIsSaid(fetch: Fetch, key = adminKey): Promise<Record<string, unknown>> {
  const said: Record<string, unknown> = {}
  const asked = new Set<string>()
  const get = async (path: string): Promise<unknown> => {
    const answer = await fetch(
      new Request(`http://test${path}`, { headers: { authorization: `Bearer ${key}` } }),
    )
    const type = answer.headers.get('content-type') ?? ''
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const isJson = /[/+]json\b/.test(type)
    return isJson ? JSON.parse(new TextDecoder().decode(bytes)) : `${answer.status} ${type} ${sha256(bytes)}`
  }
  // biome-ignore lint/suspicious/noExplicitAny: see Answer
  const ask = async (template: string, values: Record<string, string> = {}, query = ''): Promise<any> => {
    asked.add(template)
    const filled = template.replaceAll(/\{(\w+)\}/g, (_, name) =>
      name === 'nip' ? us : String(values[name]),
    )
    said[filled + query] = await get(filled + query)
    return said[filled + query]
  }
  const below = '/v1/taxpayers/{nip}'
  const all = '?limit=1000'
  await ask(below)
  for (const list of [
    'suppliers',
    'purchases',
    'findings',
    'awaiting',
    'changes',
    'ksef/quarantine',
    'ksef/syncs',
    'webhooks',
  ])
    await ask(`${below}/${list}`, {}, all)
  for (const one of ['summary', 'corrections-due', 'ksef/connection', 'ksef/coverage'])
    await ask(`${below}/${one}`)
  const items = (path: string) => (said[`${at}/${path}${all}`] as { items: Record<string, never>[] }).items
  for (const { sellerId } of items('suppliers'))
    await ask(`${below}/suppliers/{sellerId}`, { sellerId: String(sellerId) })
  for (const { id, evidence } of items('purchases')) {
    for (const end of ['', '/history', '/candidates'])
      await ask(`${below}/purchases/{id}${end}`, { id: String(id) })
    for (const { id: document } of evidence as unknown as { id: string }[])
      await ask(`${below}/evidence/{id}/document`, { id: document })
  }
  for (const { id } of items('findings')) await ask(`${below}/findings/{id}/answers`, { id: String(id) })
  // History names the import that brought a document.
  const imports = JSON.stringify(said).matchAll(/KSeF import ([\w-]+)/g)
  for (const importId of new Set([...imports].map(([, id]) => String(id))))
    await ask(`${below}/ksef/imports/{importId}`, { importId })
  for (const { id } of items('ksef/syncs')) await ask(`${below}/ksef/syncs/{id}`, { id: String(id) })
  for (const { id } of items('webhooks'))
    for (const end of ['', '/attempts']) await ask(`${below}/webhooks/{id}${end}`, { id: String(id) })
  for (const month of ['2026-05', '2026-06', '2026-07']) {
    await ask(`${below}/register/{month}`, { month }, '?asOf=2026-07-24')
    await ask(`${below}/register/{month}`, { month }, '?format=csv')
    await ask(`${below}/register/{month}/check`, { month })
    const { items: filings } = await ask(`${below}/register/{month}/filings`, { month })
    for (const { id } of filings) await ask(`${below}/register/{month}/filings/{id}`, { month, id })
  }
  await ask(`${below}/policy-effect`, {}, '?policy=earlyCopy=kis-actual')
  await ask(`${below}/drafts`, {}, all)
  for (const { id } of [...items('drafts'), { id: 'none' }])
    for (const end of ['', '/document']) await ask(`${below}/drafts/{id}${end}`, { id: String(id) })
  await ask(`${below}/mailbox`)
  await ask(`${below}/mails`, {}, all)
  for (const { id } of [...items('mails'), { id: 'none' }])
    await ask(`${below}/mails/{id}`, { id: String(id) })
  await ask(`${below}/jpk-checks`, {}, all)
  for (const { id } of [...items('jpk-checks'), { id: 'none' }])
    for (const end of ['', '/items']) await ask(`${below}/jpk-checks/{id}${end}`, { id: String(id) })
  const { paths } = (await get('/openapi.json')) as { paths: Record<string, object> }
  const others = Object.keys(paths).filter(
    (path) => path.startsWith(below) && 'get' in (paths[path] as object) && !path.includes('/archive'),
  )
  expect([...asked].sort()).toEqual(others.sort())
  return said
}
