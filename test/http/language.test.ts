import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { at, buyer, copy } from '../support/hostile.ts'

let stage: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  stage = await createTestApp()
})
afterAll(() => stage.close())

const asked = async (path: string, header?: string) => {
  const headers: Record<string, string> = header === undefined ? {} : { 'accept-language': header }
  const answer = await stage.fetch(new Request(`http://localhost${path}`, { headers }))
  const body = (await answer.json()) as { title: string; code: string; errors?: unknown }
  return { language: answer.headers.get('content-language'), vary: answer.headers.get('vary'), ...body }
}

it('is that of Accept-Language, and English where nothing known is preferred', async () => {
  expect(await asked('/nothing')).toMatchObject({ language: 'en', title: 'Not found', code: 'not-found' })
  expect(await asked('/nothing', 'pl-PL,pl;q=0.9,en;q=0.8')).toMatchObject({
    language: 'pl',
    vary: 'Accept-Language',
    title: 'Nie znaleziono',
    code: 'not-found',
  })
  expect(await asked('/nothing', 'de')).toMatchObject({ language: 'en' })
})
it('is that of ?lang= where a link cannot send a header, and no endpoint takes it for a parameter of its own', async () => {
  expect(await asked('/v1/taxpayers?lang=pl', 'en')).toMatchObject({
    language: 'pl',
    title: 'Brak ważnego klucza lub sesji',
  })
  const { status } = await stage.api.send('GET', '/v1/taxpayers?lang=pl')
  expect(status).toBe(200)
})
it('is one that is spoken here', async () => {
  expect(await asked('/v1/taxpayers?lang=de')).toMatchObject({
    code: 'invalid-request',
    errors: [{ pointer: '/lang', code: 'invalid-value' }],
  })
})

interface Told {
  path: string
  words: string
  code: string | undefined
}
/** Every text of an answer: its words, and the code that stands beside it, or beside the list in which it stands. */
function texts(value: unknown, codes: unknown, path = ''): Told[] {
  if (typeof value !== 'object' || value === null) return []
  const beside = (Array.isArray(value) ? codes : value) as Record<string, unknown>
  return Object.entries(value).flatMap(([name, member]): Told[] => {
    const at = `${path}/${name}`
    if (typeof member !== 'string') return texts(member, beside?.[`${name}Codes`], at)
    const code = Array.isArray(value) ? beside?.[name] : beside[`${name}Code`]
    return [{ path: at, words: member, code: (code as { code?: string })?.code ?? (code as string) }]
  })
}
/** Citations belong to no language. */
const isCitation = ({ path, words }: Told) => path.includes('/legalBasis/') || /^art\. \d/.test(words)

it('is that of the tables of the law: each sentence has its code, and what has none is a name or a citation', async () => {
  const read = async (lang: string) => texts((await stage.api.send('GET', `/v1/law?lang=${lang}`)).body, null)
  const [polish, english] = [await read('pl'), await read('en')]
  const where = (all: Told[]) => all.map(({ path, code }) => ({ path, code }))
  expect(where(polish)).toEqual(where(english))
  const uncoded = polish.filter((text) => text.words.includes(' ') && !text.code && !isCitation(text))
  expect(uncoded).toEqual([])
  expect(polish.filter(({ code }) => code).length).toBeGreaterThan(300)
  expect(polish.find(({ code }) => code === 'name.mode.emergency')?.words).toBe('awaria KSeF')
  expect(polish.find(({ path }) => path === '/deduction/conditions/receipt/day')).toMatchObject({
    words: 'otrzymanie faktury',
    code: 'condition.receipt.day',
  })
})

it('names in words every name that answers hold', async () => {
  const { names } = (await stage.api.send('GET', '/v1/law?lang=pl')).body
  const { components } = (await stage.api.send('GET', '/openapi.json')).body
  const of = (set: string) => names[set].map(({ value }: { value: string }) => value)
  const schemas = { modes: 'Mode', statuses: 'PurchaseStatus', kinds: 'InvoiceKind' }
  for (const [set, schema] of Object.entries(schemas))
    expect(of(set), set).toEqual(components.schemas[schema].enum)
  expect(of('markers')).toEqual(['NrKSeF', 'OFF', 'BFK', 'DI'])
  expect(names.statuses[0]).toEqual({
    ...{ value: 'awaiting-ksef', name: 'oczekuje na numer KSeF', nameCode: 'name.status.awaiting-ksef' },
  })
})

it('is that of the reader in the history and the feed, whoever wrote; params are the same in each', async () => {
  const { api } = stage
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
  const { purchase } = await api.postCopy(buyer, copy({ number: 'LANG/1' }))
  const read = async (path: string, lang: string) =>
    (await api.send('GET', `${at}${path}?lang=${lang}`)).body.items
  const opened = async (lang: string) =>
    (await read('/changes', lang)).find(({ type }: { type: string }) => type === 'finding.opened').data
  const [polish, english] = [await opened('pl'), await opened('en')]
  expect(polish.message).toMatch(/^Nie odnotowano, czy /)
  expect(english.message).toMatch(/^It is not recorded whether /)
  expect(polish.params).toEqual(english.params)
  expect(polish.params.issued).toMatch(/^\d{4}-\d\d-\d\d$/)
  const receiptIn = async (lang: string) => {
    const [{ after }] = await read(`/purchases/${purchase?.id}/history`, lang)
    return after.receipt
  }
  const [wpływ, receipt] = [await receiptIn('pl'), await receiptIn('en')]
  expect(wpływ.explanation).toContain('Data wpływu: ')
  expect(receipt.explanation).toContain('Received on ')
  expect([wpływ.code, wpływ.params]).toEqual([receipt.code, receipt.params])
})

it('stays that of the first answer where a repeated request is answered as at first', async () => {
  const { api } = stage
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
  const ask = (language: string) =>
    api.json('POST', `${at}/copies`, copy({ number: 'LANG/2' }), {
      ...{ 'idempotency-key': 'language', 'accept-language': language },
    })
  const [first, again] = [await ask('pl'), await ask('en')]
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  expect(first.body.purchase.receipt.explanation).toContain('Data wpływu: ')
  expect(again.body).toEqual(first.body)
  const named = [first, again].map(({ headers }) => headers.get('content-language'))
  expect(named).toEqual(['pl', 'pl'])
})
