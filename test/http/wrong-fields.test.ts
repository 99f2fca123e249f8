import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findingCodes } from '../../src/law/findings.ts'
import { buyer, createStage, type Stage } from '../support/hostile.ts'
import { codesIn } from '../texts/codes-in-words.ts'

/** Every place of every request of the contract holds what it must not, and whoever sent it is told so in Polish. */

let stage: Stage
// biome-ignore lint/suspicious/noExplicitAny: the document is read as its readers do, by name
let described: any
beforeAll(async () => {
  stage = await createStage()
  described = (await stage.api.send('GET', '/openapi.json')).body
})
afterAll(() => stage.close())

// biome-ignore lint/suspicious/noExplicitAny: schemas of the document are read by name
type Schema = any
const resolved = (schema: Schema): Schema =>
  schema?.$ref === undefined ? schema : described.components.schemas[schema.$ref.split('/').at(-1)]

/** The places of a body: each property, and those within it. */
function places(schema: Schema, path: readonly (string | number)[] = []): (string | number)[][] {
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = resolved(schema) ?? {}
  const inner = [...anyOf, ...oneOf, ...allOf].flatMap((one) => places(one, path))
  const within = Object.entries(properties).flatMap(([name, property]) => places(property, [...path, name]))
  const entries = items === undefined ? [] : places(items, [...path, 0])
  return [[...path], ...inner, ...within, ...entries]
}

const bodyWith = (path: readonly (string | number)[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, key) => (key === 0 ? [inner] : { [key]: inner }), value)

const wrong = [
  ...[5, 1.5, -1, 1e15, true, null, '', 'x', '2026-13-45', '12,5', '\u0001', '\ud800', 'x'.repeat(25_000)],
  ...[{}, { unknown: 1 }, [], [5], ['x', 'x'], Array(6000).fill('x')],
]
const wrongTexts = ['', 'x', '-1', '99999', '2026-13', '\u0001', 'x'.repeat(3000)]

const pathOf = (path: string) => path.replace('{nip}', buyer).replaceAll(/\{\w+\}/g, 'x')
const operations = () =>
  Object.entries<Record<string, Schema>>(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )

interface Refused {
  title: string
  detail: string
  errors?: { pointer: string; code: string; message: string; params?: object }[]
}
const polish = { 'accept-language': 'pl' }
const json = { ...polish, 'content-type': 'application/json' }
const refusalsOf = async (method: string, path: string, body?: unknown): Promise<Refused[]> => {
  const answer = await stage.api.send(method, path, JSON.stringify(body), body === undefined ? polish : json)
  if (answer.body?.code !== 'invalid-request') return []
  expect(answer.headers.get('content-language')).toBe('pl')
  return [answer.body]
}

/** Words of schemas, and those that bind English sentences. */
const english =
  /\b(?:invalid|expected|received|too (?:big|small)|must|give|at (?:least|most)|the|of|and|is|are|with|not|for|this|that|property|parameter|unrecognized)\b/i
/** What is quoted, or is the name of a field, belongs to no language. */
const sentences = ({ title, detail, errors = [] }: Refused) =>
  [title, detail.replaceAll(/\/[\w~/-]*/g, ''), ...errors.map(({ message }) => message)].map((words) =>
    words.replaceAll(/"[^"]*"|\bnot-\w+|[\w-]+(?:, [\w-]+)+/g, ''),
  )
const inEnglish = (refusals: readonly Refused[]) =>
  refusals.flatMap(sentences).filter((words) => english.test(words))

/** Ten thousand requests, one after the other. */
const minute = 60_000

describe('what does not fit the contract', () => {
  it(
    'is told in Polish, wherever in a body it stands',
    async () => {
      const refusals: Refused[] = []
      for (const { path, method, operation } of operations()) {
        const schema = operation.requestBody?.content['application/json']?.schema
        if (schema === undefined) continue
        const all = new Map(places(schema).map((place) => [place.join('/'), place]))
        for (const place of all.values())
          for (const value of wrong)
            refusals.push(...(await refusalsOf(method, pathOf(path), bodyWith(place, value))))
      }
      expect(refusals.length).toBeGreaterThan(1000)
      expect([...new Set(inEnglish(refusals))]).toEqual([])
      // Which answers can be given is told as they are to be sent; findings and policies are told in words alone.
      const told = new Set(refusals.flatMap(({ detail }) => codesIn(detail)))
      expect([...told].sort()).toEqual(['different-invoice', 'same-invoice'])
      const codes = new Set(refusals.flatMap(({ errors = [] }) => errors.map(({ code }) => code)))
      expect([...codes].sort()).toEqual(expect.arrayContaining(['invalid-day', 'invalid-value', 'required']))
    },
    minute,
  )
  it(
    'is told in Polish, whatever the query says',
    async () => {
      const refusals: Refused[] = []
      for (const { path, method, operation } of operations()) {
        const names = (operation.parameters ?? []).filter((p: Schema) => p.in === 'query')
        for (const name of ['unknown', '__proto__', 'lang', ...names.map((p: Schema) => p.name)])
          for (const value of wrongTexts)
            refusals.push(
              ...(await refusalsOf(method, `${pathOf(path)}?${name}=${encodeURIComponent(value)}`)),
            )
      }
      expect(refusals.length).toBeGreaterThan(500)
      expect([...new Set(inEnglish(refusals))]).toEqual([])
      expect(refusals.flatMap(({ detail }) => codesIn(detail))).toEqual([])
    },
    minute,
  )
  it('is told in English to everybody else, as before', async () => {
    const { body } = await stage.api.json('PUT', `/v1/taxpayers/${buyer}`, { settlement: 'weekly', x: 1 })
    expect(body).toMatchObject({
      title: 'Malformed request',
      code: 'invalid-request',
      errors: [
        { pointer: '/name', code: 'required', message: 'This property is required.' },
        {
          pointer: '/settlement',
          code: 'invalid-value',
          message: 'Give one of monthly, quarterly.',
          params: { values: ['monthly', 'quarterly'] },
        },
        { pointer: '/x', code: 'unknown-property', message: 'This property is not part of the contract.' },
      ],
    })
    const chosen = { policy: { earlyCopy: 'number' } }
    const policy = await stage.api.json('PUT', `/v1/taxpayers/${buyer}`, { name: 'Odbiorca', ...chosen })
    expect(policy.body.errors).toEqual([
      {
        ...{ pointer: '/policy/earlyCopy', code: 'invalid-value' },
        message: 'Give one of the readings that GET /v1/law lists for this policy.',
        params: { options: ['statute-number', 'kis-actual'] },
      },
    ])
    const { errors } = (await stage.api.send('GET', `/v1/taxpayers/${buyer}/findings?code=LATE`)).body
    expect(errors[0].message).toBe(
      `Give one of the ${findingCodes.length} values that the contract lists here. See /docs.`,
    )
    expect(errors[0].params.values).toEqual(findingCodes)
    expect(body.detail).toBe(
      'The body does not fit the contract: /name (This property is required.); /settlement (Give one of monthly, quarterly.); /x (This property is not part of the contract.)',
    )
  })
})
