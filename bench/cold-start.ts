import type { Api } from '../test/support/api.ts'
import { nip } from '../test/support/ksef.ts'

const starts = 5
const taxpayers = 15
const known = '9376032788'

const median = (figures: number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] as number

/** Milliseconds that it takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

async function timedEach(work: (i: number) => Promise<unknown>): Promise<number> {
  const figures: number[] = []
  for (let i = 0; i < taxpayers; i++) figures.push(await timed(() => work(i)))
  return median(figures)
}

/**
 * Prints how long a host takes from nothing to its first answer about a taxpayer that it has stored, and to that about
 * a new one once it runs: medians of several. Every start finds what the one before left.
 */
export async function coldStart(
  host: string,
  start: () => Promise<{ api: Api; end(): Promise<unknown> }>,
): Promise<void> {
  const say = (what: string, ms: number) =>
    console.log(`${host.padEnd(8)} ${what.padEnd(34)} ${Math.round(ms)} ms`)
  const put = (api: Api, number: string) => api.putTaxpayer(number, { name: 'Odbiorca sp. z o.o.' })
  const asked = (api: Api) => api.client.getTaxpayer({ nip: known })
  const first = await start()
  await put(first.api, known)
  await first.end()
  const figures: number[] = []
  for (let i = 0; i < starts; i++) {
    const startedAt = performance.now()
    const service = await start()
    await asked(service.api)
    figures.push(performance.now() - startedAt)
    await service.end()
  }
  say('start to first answer', median(figures))
  const { api, end } = await start()
  await asked(api)
  say('a new taxpayer while it runs', await timedEach((i) => put(api, nip(`cold ${i}`))))
  say('a further answer', await timedEach(() => asked(api)))
  await end()
}
