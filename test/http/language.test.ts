import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'

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
    title: 'Brak klucza lub klucz nieznany',
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
