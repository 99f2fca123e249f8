import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientSource, type Document } from '../../scripts/client-source.ts'
import { printed } from '../../scripts/client-types.ts'
import { createTestApp } from '../support/app.ts'

describe('the contract of the client', () => {
  it('is what `npm run client` makes of the service as it is', async () => {
    const stage = await createTestApp()
    const { body } = await stage.api.send('GET', '/openapi.json')
    await stage.close()
    const committed = readFileSync(
      join(import.meta.dirname, '../../src/client/generated/contract.ts'),
      'utf8',
    )
    const isCurrent = committed === clientSource(body)
    expect(
      isCurrent,
      'The endpoints changed: run `npm run client` and commit src/client/generated/contract.ts.',
    ).toBe(true)
  })

  const text = { type: 'string' }
  const page = (parameter: string): Document => ({
    components: { schemas: { Change: { type: 'object', properties: { at: text }, required: ['at'] } } },
    paths: {
      '/v1/{nip}/changes': {
        get: {
          operationId: 'listChanges',
          parameters: [
            { name: 'nip', in: 'path', required: true, schema: text },
            { name: parameter, in: 'query', schema: text },
            { name: 'Idempotency-Key', in: 'header', schema: text },
          ],
          responses: {
            200: {
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    properties: {
                      items: { type: 'array', items: { $ref: '#/components/schemas/Change' } },
                      next: { type: ['string', 'null'] },
                    },
                    required: ['items', 'next'],
                  },
                },
                'application/pdf': { schema: { type: 'string', format: 'binary' } },
              },
            },
          },
        },
      },
    },
  })

  it.each(['cursor', 'after'])('goes through a list by its parameter %s', (parameter) => {
    const source = clientSource(page(parameter))
    expect(source).toContain(`params: true, pagesBy: '${parameter}' },`)
    expect(source).not.toContain('Idempotency-Key')
    expect(source).toContain('}, options?: CallOptions): Pages<Page<Change>>')
    expect(source).toContain("}, options: CallOptions & { accept: 'application/pdf' }): Promise<Blob>")
  })

  it('refuses two parameters of one name', () => {
    expect(() => clientSource(page('nip'))).toThrow('listChanges has two parameters with the name nip')
  })
})

describe('types of schemas', () => {
  const object = (name: string) => ({ type: 'object', properties: { [name]: {} } })
  it.each([
    [{ type: ['string', 'null'], enum: ["it's", null] }, "'it\\'s' | null"],
    [{ anyOf: [{ $ref: '#/components/schemas/Posting' }, { type: 'null' }] }, 'Posting | null'],
    [{ type: 'array', items: { type: ['integer', 'null'] } }, '(number | null)[]'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{\n  [name: string]: number\n}'],
    [{ type: 'object', properties: { 'a-b': {} } }, "{\n  'a-b'?: unknown\n}"],
    [{ allOf: [{ $ref: '#/x/A' }, { enum: [1, 2] }] }, 'A & (1 | 2)'],
    [{ const: true }, 'true'],
    [
      { type: 'array', items: { anyOf: [object('a'), object('b')] } },
      '({\n  a?: unknown\n} | {\n  b?: unknown\n})[]',
    ],
    [{ type: 'array', items: object('a') }, '{\n  a?: unknown\n}[]'],
    [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'null' }] }, '[string, null]'],
  ])('%j', (schema, type) => {
    expect(printed(schema, '')).toBe(type)
  })

  it('are refused rather than guessed', () => {
    expect(() => printed({ type: 'array' }, '')).toThrow('No type for {"type":"array"}')
  })
})
