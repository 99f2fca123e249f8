import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** Among thousands of questions one is looked for by what people have of the invoice, as they write it. */

const us = nip('search')
const dwarf = { nip: nip('search dwarf'), name: 'Zakład Usług Śródlądowych „Żółw” sp. z o.o.' }
const mills = { nip: nip('search mills'), name: 'ŁÓDZKIE  MŁYNY S.A.' }
const timber = { nip: nip('search timber'), name: 'Przedsiębiorstwo Drewpol' }
const lost = { nip: nip('search lost'), name: 'Gdańska Przędzalnia' }
const rateMissing = 'EXCHANGE_RATE_MISSING'

let stage: Awaited<ReturnType<typeof createTestApp>>
const inEuros = (seller: typeof dwarf, number: string, gross: string) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, currency: 'EUR', issueDay: '2026-06-10' },
    amounts: { net: '1.00', vat: '1.00', gross },
    numberedAt: '2026-06-10T10:00:00+02:00',
  })
const many = Array.from({ length: 25 }, (_, at) => inEuros(timber, `SERIA ${at + 1}`, '10.00'))
const river = inEuros(dwarf, 'FV/12/06/2026', '1234.50')
const aside = ksefDocument({
  ...{ seller: lost, buyer: { nip: us }, number: 'ODŁ/3/06', issueDay: '2026-06-12' },
  numberedAt: '2026-06-12T10:00:00+02:00',
})

interface Listed {
  id: string
  code: string
  severity: string
  invoice: { number: string } | null
  quarantineId?: string
}
const page = async (query: Record<string, string>): Promise<{ items: Listed[]; next: string | null }> => {
  const answer = await stage.api.json('GET', `/v1/taxpayers/${us}/findings?${new URLSearchParams(query)}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
/** The numbers of invoices with an open finding that a text finds; of what was set aside its code. */
const found = async (text: string, more: Record<string, string> = {}): Promise<string[]> => {
  const { items, next } = await page({ open: 'true', text, ...more })
  expect(next).toBeNull()
  return [...new Set(items.map(({ code, invoice }) => invoice?.number ?? code))]
}

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  await stage.api.putTaxpayer(us, { name: 'Odbiorca' })
  const documents = [
    river,
    inEuros(mills, 'ŁM-7/2026', '99.99'),
    inEuros(mills, 'ŁM-8/2026', '-50.00'),
    ...many,
  ]
  await stage.api.importMetadata(
    us,
    documents.map(({ metadata }) => metadata),
  )
  // A row without its XML is set aside.
  await stage.api.importPackage(us, packageOf([{ metadata: aside.metadata }]))
  // Two that differ in a letter that is easily taken for a digit ask whether they are one.
  for (const number of ['PARA/10/2026', 'PARA/1O/2026'])
    await stage.api.postCopy(us, plainCopy(timber, number, { gross: '77.00', externalId: number }))
})
afterAll(() => stage.close())

describe('findings are searched', () => {
  const setAside = 'KSEF_DOCUMENT_QUARANTINED'
  const dashed = (of: string) => of.replace(/^(...)(..)(..)(...)$/, '$1-$2-$3-$4')
  it.each<[what: string, text: string, numbers: string[]]>([
    ['by the name of the seller', 'Śródlądowych', ['FV/12/06/2026']],
    ['without the letters that Polish alone has', 'zakład uslug srodlad', ['FV/12/06/2026']],
    ['in small letters, where it was written in capitals', 'łódzkie młyny', ['ŁM-7/2026', 'ŁM-8/2026']],
    ['by a NIP', dwarf.nip, ['FV/12/06/2026']],
    ['by a NIP with dashes', dashed(dwarf.nip), ['FV/12/06/2026']],
    ['by a NIP with spaces and PL', `PL ${dashed(dwarf.nip).replaceAll('-', ' ')}`, ['FV/12/06/2026']],
    ['by the number', 'FV/12/06/2026', ['FV/12/06/2026']],
    ['by a part of the number', '2/06', ['FV/12/06/2026']],
    ['by the number with other separators', 'fv 12-06', ['FV/12/06/2026']],
    ['by the number without its accents', 'lm-7', ['ŁM-7/2026']],
    ['by the KSeF number', river.metadata.ksefNumber.toLowerCase(), ['FV/12/06/2026']],
    ['by the end of the KSeF number', river.metadata.ksefNumber.slice(-9), ['FV/12/06/2026']],
    ['by the gross amount', '1234.50', ['FV/12/06/2026']],
    ['by the amount as it is written here', '1 234,50 EUR', ['FV/12/06/2026']],
    ['by the beginning of the amount', '99,9', ['ŁM-7/2026']],
    ['by the amount of a correction without its sign', '50,00', ['ŁM-8/2026']],
    ['by what stands in the middle of an amount: nothing', '34,50', []],
    ['by what nobody has', 'Nikt', []],
    ['in what was set aside, by the name of the seller', 'gdanska', [setAside]],
    ['in what was set aside, by NIP', dashed(lost.nip), [setAside]],
    ['in what was set aside, by a part of the number', 'odl 3', [setAside]],
    ['in what was set aside, by the KSeF number', aside.metadata.ksefNumber, [setAside]],
  ])('%s', async (_, text, numbers) => {
    expect((await found(text)).toSorted()).toEqual(numbers)
  })

  it('of one kind and one severity alone, where these are asked for', async () => {
    expect(await found('PARA', { code: 'POSSIBLE_DUPLICATE' })).toHaveLength(2)
    expect(await found('PARA', { severity: 'blocking' })).toHaveLength(2)
    expect(await found('PARA', { code: rateMissing })).toEqual([])
    expect(await found('Młyny', { severity: 'blocking' })).toEqual([])
    expect(await found('Młyny', { severity: 'review', code: rateMissing })).toHaveLength(2)
  })

  it('page by page, each once and in the order of the list', async () => {
    const query = { open: 'true', code: rateMissing, text: 'drewpol' }
    const all = (await page({ open: 'true', code: rateMissing })).items.map(({ invoice }) => invoice?.number)
    const sizes: number[] = []
    const numbers: (string | undefined)[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, next } = await page({ ...query, limit: '10', ...(cursor === '' ? {} : { cursor }) })
      sizes.push(items.length)
      numbers.push(...items.map(({ invoice }) => invoice?.number))
      cursor = next
    }
    expect(sizes).toEqual([10, 10, 5])
    expect(numbers).toEqual(all.filter((number) => number?.startsWith('SERIA')))
  })

  it('page by page from what was set aside on to invoices', async () => {
    const first = await page({ open: 'true', text: '/06', limit: '1' })
    expect(first.items.map(({ code }) => code)).toEqual([setAside])
    const second = await page({ open: 'true', text: '/06', limit: '1', cursor: String(first.next) })
    expect(second.items.map(({ invoice }) => invoice?.number)).toEqual(['FV/12/06/2026'])
  })

  it('that are decided apart from those that are open', async () => {
    const [one] = (await page({ open: 'true', code: rateMissing, text: 'łm-8' })).items
    const [put] = (await page({ open: 'true', code: setAside, text: 'przędzalnia' })).items
    const answer = { decision: 'dismissed', note: 'x' }
    const decide = async (path: string) =>
      expect((await stage.api.json('POST', `/v1/taxpayers/${us}${path}/decision`, answer)).status).toBe(200)
    await decide(`/findings/${one?.id}`)
    await decide(`/ksef/quarantine/${put?.quarantineId}`)
    expect(await found('łm-8', { code: rateMissing })).toEqual([])
    expect(await found('łm-8', { open: 'false' })).toEqual(['ŁM-8/2026'])
    expect(await found('łm-7', { open: 'false' })).toEqual([])
    expect(await found('przędzalnia')).toEqual([])
    expect(await found('przędzalnia', { open: 'false' })).toEqual([setAside])
    const { items } = await page({ text: 'łm' })
    expect(items.filter(({ code }) => code === rateMissing)).toHaveLength(2)
  })

  it('by no text of nothing but spaces', async () => {
    const { status, body } = await stage.api.json('GET', `/v1/taxpayers/${us}/findings?text=%20`)
    expect([status, body.code]).toEqual([400, 'invalid-request'])
  })
})
