import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { constantAnswer } from '../../src/http/endpoint/constant.ts'
import { createTestApp } from '../support/app.ts'

type Node = { pattern?: string; example?: unknown; [more: string]: unknown }
let stage: Awaited<ReturnType<typeof createTestApp>>
// biome-ignore lint/suspicious/noExplicitAny: the document is read as its readers do, by name
let described: any

beforeAll(async () => {
  stage = await createTestApp()
  described = (await stage.api.send('GET', '/openapi.json')).body
})
afterAll(() => stage.close())

function* nodes(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return
  yield value as Node
  for (const inner of Object.values(value)) yield* nodes(inner)
}

describe('the OpenAPI document', () => {
  it('publishes only patterns that compile and match their example', () => {
    const patterns = [...nodes(described)].filter((node) => typeof node.pattern === 'string')
    expect(patterns.length).toBeGreaterThan(5)
    for (const { pattern, example } of patterns) {
      const compiled = new RegExp(pattern as string, 'u')
      if (example !== undefined) expect(String(example), pattern).toMatch(compiled)
    }
  })

  it('says that every property of a statement may be null, which clears it', () => {
    for (const [name, schema] of Object.entries<Node>(
      described.components.schemas.PurchasePatch.properties,
    )) {
      const allowsNull = JSON.stringify(schema).includes('"null"')
      expect(allowsNull, name).toBe(true)
    }
  })

  it('has no named schema that is null itself: a reference says where null may stand', () => {
    for (const [name, schema] of Object.entries<Node>(described.components.schemas)) {
      const isNull =
        [schema.type].flat().includes('null') || (schema.enum as unknown[] | undefined)?.includes(null)
      expect(isNull, `${name}: define it with named() of src/http/endpoint/named.ts`).toBeFalsy()
    }
    const { posting, kind } = described.components.schemas.Purchase.properties
    expect(posting.anyOf).toEqual([{ $ref: '#/components/schemas/Posting' }, { type: 'null' }])
    expect(kind.anyOf).toEqual([{ $ref: '#/components/schemas/InvoiceKind' }, { type: 'null' }])
  })

  it('names the least role of every endpoint that needs a key, and that the register is a file too', () => {
    for (const [path, methods] of Object.entries<Record<string, Node>>(described.paths)) {
      for (const operation of Object.values(methods)) {
        const expected = path.startsWith('/v1')
          ? /^(viewer|integration|accountant|admin)$/
          : path === '/metrics'
            ? /^admin$/
            : /^nobody$/
        expect(operation['x-role'], path).toMatch(expected)
      }
    }
    const register = described.paths['/v1/taxpayers/{nip}/register/{month}'].get.responses[200]
    expect(Object.keys(register.content)).toEqual(['application/json', 'text/csv', 'application/xml'])
  })

  it('describes a copy as a form, and its document as a file of one of four kinds', () => {
    const { post } = described.paths['/v1/taxpayers/{nip}/copies']
    const { properties, required } = post.requestBody.content['multipart/form-data'].schema
    // Of a document that is known by its code nothing need be told.
    expect(required).toEqual(['file'])
    expect(properties.file).toMatchObject({ type: 'string', format: 'binary' })
    expect(properties.metadata).toEqual({ $ref: '#/components/schemas/CopyMetadata' })
    // Both codes of an offline invoice settle what it is: the form may leave `document` out.
    expect(described.components.schemas.CopyMetadata.required).toEqual(['receivedOn'])
    const { content } = described.paths['/v1/taxpayers/{nip}/evidence/{id}/document'].get.responses[200]
    expect(Object.keys(content).toSorted()).toEqual([
      'application/pdf',
      'application/xml',
      'image/jpeg',
      'image/png',
    ])
  })
})

describe('the examples of the document', () => {
  type Media = Record<string, { schema: unknown; example?: unknown }>
  interface Operation {
    operationId: string
    summary?: string
    tags?: string[]
    parameters?: { name: string; description?: string; schema: { description?: string } }[]
    requestBody?: { content: Media }
    responses: Record<string, { content?: Media }>
  }
  interface Listed {
    method: string
    path: string
    o: Operation
  }
  const operations = (): Listed[] =>
    Object.entries<Record<string, Operation>>(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, o]) => ({ method: method.toUpperCase(), path, o })),
    )
  const json = (content: Media | undefined) => content?.['application/json']

  it('stand at every JSON body and at an answer of every endpoint that answers JSON of a kind', () => {
    const withoutBody = operations().filter(({ o }) => {
      const body = json(o.requestBody?.content)
      return body !== undefined && body.example === undefined
    })
    expect(withoutBody.map(({ o }) => o.operationId)).toEqual([])
    const withoutAnswer = operations().filter(({ o }) => {
      const answers = Object.values(o.responses).flatMap(({ content }) => json(content) ?? [])
      return answers.length > 0 && answers.every(({ example }) => example === undefined)
    })
    // The document itself is no example of itself.
    expect(withoutAnswer.map(({ o }) => o.operationId)).toEqual(['openapi'])
    for (const { o } of operations()) {
      expect([o.operationId, o.summary, o.tags?.length]).toEqual([o.operationId, expect.any(String), 1])
      const unexplained = o.parameters?.filter((p) => !(p.description ?? p.schema.description)) ?? []
      expect([o.operationId, unexplained.map(({ name }) => name)]).toEqual([o.operationId, []])
    }
  })

  it('of answers and bodies fit their schemas, and have nothing that these leave out', () => {
    const $defs = closed(described.components.schemas) as never
    const wrong = operations().flatMap(({ o }) => {
      const answers = Object.entries(o.responses).map(([status, { content }]) => [status, content] as const)
      const media = [['body', o.requestBody?.content] as const, ...answers]
      return media.flatMap(([what, content]) =>
        Object.values(content ?? {}).flatMap(({ schema, example }) => {
          if (example === undefined || 'metadata' in (example as object)) return []
          const fits = z.fromJSONSchema({ ...(closed(schema) as object), $defs }).safeParse(example)
          return fits.success ? [] : [`${o.operationId} ${what}: ${z.prettifyError(fits.error)}`]
        }),
      )
    })
    expect(wrong).toEqual([])
  })

  it('of bodies are not refused for their form', async () => {
    await stage.api.putTaxpayer('9376032788', { name: 'Modrzew Handel sp. z o.o.' })
    const refused: string[] = []
    for (const { method, path, o } of operations()) {
      const example = json(o.requestBody?.content)?.example
      if (example === undefined) continue
      const at = path
        .replace('{nip}', '9376032788')
        .replace('{sellerId}', '7931408557')
        .replace('{month}', '2026-06')
        .replace(/\{\w+\}/, 'none')
      const { status, body } = await stage.api.json(method, at, example)
      const isOfForm = [400, 413, 415].includes(status)
      if (isOfForm) refused.push(`${o.operationId}: ${body?.code} ${body?.detail}`)
    }
    expect(refused).toEqual([])
  })
})

/** Schemas in which an object may have no other properties than those it names. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([name, value]) => [
    name,
    name === '$ref' ? String(value).replace('#/components/schemas/', '#/$defs/') : closed(value),
  ])
  const copy: Node = Object.fromEntries(entries)
  if (copy.type === 'object' && copy.properties) copy.additionalProperties ??= false
  return copy
}

describe('the contract and its page', () => {
  const get = (path: string, has?: string) =>
    stage.fetch(
      new Request(`http://test${path}`, has === undefined ? {} : { headers: { 'if-none-match': has } }),
    )

  it.each(['/openapi.json', '/docs'])('%s has a strong tag, may be kept, and is sent once', async (path) => {
    const first = await get(path)
    const etag = first.headers.get('etag') as string
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
    expect(first.headers.get('cache-control')).toBe('public, max-age=300')
    expect((await get(path)).headers.get('etag')).toBe(etag)
    for (const has of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get(path, has)
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, ''])
    }
    const changed = await get(path, '"other"')
    expect([changed.status, await changed.text()]).toEqual([200, await first.text()])
  })

  it('is made when it is first asked for, and never again', async () => {
    let made = 0
    const answer = constantAnswer(() => `made ${++made}`, {})
    expect(made).toBe(0)
    const all = [1, 2, 3].map(() => answer(new Request('http://test/')).text())
    expect(await Promise.all(all)).toEqual(['made 1', 'made 1', 'made 1'])
  })
})
