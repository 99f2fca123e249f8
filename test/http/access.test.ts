import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/access.ts'
import type { Api } from '../support/api.ts'
import { buyer, createStage, jsonType, otherBuyer, refused, type Stage, seller } from '../support/hostile.ts'

/** Who may do what: each role at each endpoint that the OpenAPI document names. */

/** The least role, as the contract gives it under "Roles"; `~` is one taxpayer. An endpoint needs exactly one rule. */
const rules: [Role | 'nobody', RegExp][] = [
  ['nobody', /^GET \/(health|docs|openapi\.json)$/],
  // Outages, keys and the list of taxpayers are the admin's.
  ['admin', /^[A-Z]+ \/v1\/(outages|keys)(\/\{id\})?$/],
  ['admin', /^GET \/v1\/taxpayers$/],
  // Archives, with a key for all taxpayers alone.
  ['admin', /^(GET ~\/archive(\/rows)?|PUT ~\/restore(\/(rows|end))?|DELETE ~\/restore)$/],
  // Copies, imports, posting checks, postings.
  ['integration', /^POST ~\/(copies|copies\/batch|ksef\/imports|posting-checks)$/],
  ['integration', /^(POST|DELETE) ~\/purchases\/\{id\}\/posting$/],
  // Reading.
  ['viewer', /^GET \/v1\/law$/],
  // Public notices of the Ministry.
  ['viewer', /^GET \/v1\/latarnia(\/messages)?$/],
  ['viewer', /^GET ~(\/suppliers(\/\{sellerId\})?)?$/],
  ['viewer', /^GET ~\/purchases(\/\{id\}(\/(history|candidates))?)?$/],
  ['viewer', /^GET ~\/(findings|changes|corrections-due|awaiting|evidence\/\{id\}(\/document)?)$/],
  ['viewer', /^GET ~\/register\/\{month\}(\/(check|filings|filings\/\{id\}))?$/],
  ['viewer', /^GET ~\/ksef\/(connection|coverage|quarantine|syncs|syncs\/\{id\}|imports\/\{importId\})$/],
  // Everything else under a taxpayer.
  ['accountant', /^PUT ~(\/suppliers\/\{sellerId\})?$/],
  ['accountant', /^PATCH ~\/purchases\/\{id\}$/],
  ['accountant', /^POST ~\/findings\/\{id\}\/decision$/],
  ['accountant', /^POST ~\/evidence\/\{id\}\/move$/],
  ['accountant', /^[A-Z]+ ~\/webhooks(\/.+)?$/],
  ['accountant', /^POST ~\/register\/\{month\}\/filings$/],
  ['accountant', /^(PUT|DELETE) ~\/ksef\/connection$/],
  ['accountant', /^POST ~\/ksef\/(syncs|quarantine\/\{id\}\/decision)$/],
]
const order: readonly Role[] = ['viewer', 'integration', 'accountant', 'admin']
const places: Record<string, string> = { sellerId: seller, month: '2026-06' }

interface Operation {
  name: string
  least: Role | 'nobody'
  /** Calls it at a taxpayer, with a body that no endpoint takes. */
  call: (api: Api, nip: string, headers?: Record<string, string>) => ReturnType<Api['send']>
}

function operationOf(method: string, path: string): Operation {
  const verb = method.toUpperCase()
  const name = `${verb} ${path.replace('/v1/taxpayers/{nip}', '~')}`
  const fitting = rules.filter(([, rule]) => rule.test(name)).map(([role]) => role)
  if (fitting.length !== 1) throw new Error(`${name} has ${fitting.length} rules in this table; give it one.`)
  return {
    name,
    least: fitting[0] as Role | 'nobody',
    call: (api, nip, headers = {}) => {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, place) =>
        place === 'nip' ? nip : (places[place] ?? 'x'),
      )
      return api.send(verb, filled, verb === 'GET' ? undefined : '{"broken', { ...jsonType, ...headers })
    },
  }
}

let stage: Stage
let operations: Operation[]
/** A key for each role, for the buyer alone and for all taxpayers. */
const named = new Map<Role, Api>()
const all = new Map<Role, Api>()
let revoked: Api

beforeAll(async () => {
  stage = await createStage()
  await stage.api.putTaxpayer(otherBuyer, { name: 'Inny sp. z o.o.' })
  const make = async (role: Role, taxpayers: string[] | '*') => {
    const { status, body } = await stage.api.json('POST', '/v1/keys', { name: role, role, taxpayers })
    expect(status).toBe(201)
    return { api: stage.api.as(body.key), id: body.id as string }
  }
  for (const role of order) {
    named.set(role, (await make(role, [buyer])).api)
    all.set(role, (await make(role, '*')).api)
  }
  const gone = await make('admin', '*')
  await stage.api.send('DELETE', `/v1/keys/${gone.id}`)
  revoked = gone.api
  const { paths } = (await stage.api.send('GET', '/openapi.json')).body
  operations = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => operationOf(method, path)),
  )
})
afterAll(() => stage.close())

const isForAll = ({ name }: Operation) => / ~\/(archive|restore)/.test(name)
const isTaxpayers = ({ name }: Operation) => name.includes('~')

describe('without a key that is known', () => {
  it.each<[string, () => Api]>([
    ['no key', () => stage.api.as('')],
    ['an unknown key', () => stage.api.as('unknown')],
    ['a revoked key', () => revoked],
  ])('%s opens only what needs none', async (_, api) => {
    for (const operation of operations) {
      const answer = await operation.call(api(), buyer)
      if (operation.least === 'nobody') expect(answer.status, operation.name).toBe(200)
      else refused(answer, { status: 401, code: 'key-unknown' })
    }
  })
})

describe.each(order)('the role %s', (role) => {
  const mayDo = ({ least }: Operation) => least === 'nobody' || order.indexOf(least) <= order.indexOf(role)
  const codeOf = async (operation: Operation, api: Api | undefined, nip: string) => {
    const { status, body } = await operation.call(api as Api, nip)
    return [401, 403].includes(status) ? `${status} ${body.code}` : 'not refused for who calls'
  }
  const answers = async (keys: Map<Role, Api>, nip: string) => {
    const found: Record<string, string> = {}
    for (const operation of operations) found[operation.name] = await codeOf(operation, keys.get(role), nip)
    return found
  }
  const expected = (isNamed: boolean, isForAllKey = false) =>
    Object.fromEntries(
      operations.map((operation) => {
        if (!mayDo(operation)) return [operation.name, '403 role-too-low']
        if (isTaxpayers(operation) && !isNamed) return [operation.name, '403 taxpayer-not-yours']
        if (isForAll(operation) && !isForAllKey) return [operation.name, '403 key-not-for-all']
        return [operation.name, 'not refused for who calls']
      }),
    )

  it('may do what the contract gives it for the taxpayers named, and no more', async () => {
    expect(await answers(named, buyer)).toEqual(expected(true))
    expect(await answers(named, otherBuyer)).toEqual(expected(false))
  })

  it('may do the same for any taxpayer with *', async () => {
    expect(await answers(all, otherBuyer)).toEqual(expected(true, true))
  })

  it('hears that a taxpayer is not there, with *', async () => {
    const read = operations.filter(
      (operation) => isTaxpayers(operation) && mayDo(operation) && /^(GET|POST)/.test(operation.name),
    )
    expect(read.length).toBeGreaterThan(5)
    for (const operation of read) {
      // With an Idempotency-Key a POST looks for the ledger before it looks at the body.
      const answer = await operation.call(all.get(role) as Api, '5252344078', { 'idempotency-key': 'k' })
      expect([operation.name, answer.status, answer.body.code]).toEqual([
        operation.name,
        404,
        'taxpayer-unknown',
      ])
    }
  })

  it('makes a taxpayer only as admin', async () => {
    const nip = '7010002139'
    const answer = await (all.get(role) as Api).json('PUT', `/v1/taxpayers/${nip}`, { name: 'Nowy' })
    if (role === 'admin') expect(answer.status).toBe(201)
    else refused(answer, { status: 403, code: 'role-too-low' })
    expect((await stage.api.send('GET', `/v1/taxpayers/${nip}`)).status).toBe(role === 'admin' ? 200 : 404)
  })
})

it('lets an accountant replace the settings of the taxpayers named', async () => {
  const accountant = named.get('accountant') as Api
  const body = { name: 'Odbiorca S.A.' }
  expect((await accountant.json('PUT', `/v1/taxpayers/${buyer}`, body)).status).toBe(200)
  const other = await accountant.json('PUT', `/v1/taxpayers/${otherBuyer}`, body)
  refused(other, { status: 403, code: 'taxpayer-not-yours' })
})
