import { type ClientSettings, type Operation, send } from './call.ts'
import { type Client, operations } from './generated/contract.ts'
import { type Page, pagesOf } from './pages.ts'

export type { Bytes, CallOptions, ClientSettings, PostOptions } from './call.ts'
export type * from './generated/contract.ts'
export type { Page, Pages } from './pages.ts'
export { type InputProblem, KsefReconcileProblem } from './problem.ts'

/**
 * A client with a method for every endpoint: `client.getPurchase({ nip, id })`. The first argument names what stands
 * in the path and the query, then comes the body where there is one, then options. Every refusal is thrown as
 * `KsefReconcileProblem`.
 */
export function createClient(settings: ClientSettings): Client {
  const methods = Object.entries(operations).map(([name, operation]) => [name, method(settings, operation)])
  return Object.fromEntries(methods)
}

function method(settings: ClientSettings, operation: Operation) {
  return (...given: unknown[]) => {
    const rest = [...given]
    const named = operation.params ? rest.shift() : null
    const params = typeof named === 'object' ? { ...named } : {}
    const body = operation.body ? rest.shift() : undefined
    const options = rest.shift() ?? {}
    const { pagesBy } = operation
    const answer = (more: Record<string, unknown>) =>
      send(settings, { operation, params: { ...params, ...more }, body, options })
    if (pagesBy === undefined) return answer({})
    const page = (more: Record<string, unknown>) => answer(more) as Promise<Page<unknown>>
    return pagesOf(page({}), (cursor) => page({ [pagesBy]: cursor }))
  }
}
