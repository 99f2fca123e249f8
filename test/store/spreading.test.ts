import { expect, it } from 'vitest'
import { Spreading } from '../../src/hosts/node/spreading.ts'
import type { Directory } from '../../src/store/directory.ts'

/** All ledgers are brought up to date in the background, however many there are. */

const nips = Array.from({ length: 250 }, (_, i) => `nip ${String(i).padStart(3, '0')}`)
const directory = {
  taxpayers: (after: string, most: number) =>
    nips
      .filter((nip) => nip > after)
      .slice(0, most)
      .map((nip) => ({ nip })),
} as unknown as Directory

it('each is visited once, and whoever asks for something meanwhile has his turn between two', async () => {
  const happened: string[] = []
  const spreading = new Spreading(
    directory,
    async (nip) => {
      happened.push(nip)
    },
    () => {},
  )
  spreading.start()
  setImmediate(() => happened.push('a request'))
  await spreading.idle()
  // Which of the first ones it follows is a matter of the clock; a loop that lets nobody in ends before it.
  expect(happened.indexOf('a request')).toBeLessThan(nips.length / 2)
  expect(happened.filter((one) => one !== 'a request')).toEqual(nips)
})

it('goes on with the next where one cannot be opened, and says so; stopped, it visits no more', async () => {
  const [visited, told]: [string[], unknown[]] = [[], []]
  const spreading = new Spreading(
    directory,
    async (nip) => {
      visited.push(nip)
      if (nip === nips[1]) throw new Error('damaged')
      if (nip === nips[3]) void spreading.stop()
    },
    (record) => told.push(record),
  )
  spreading.start()
  await spreading.idle()
  expect(visited).toEqual(nips.slice(0, 4))
  expect(told).toEqual([expect.objectContaining({ nip: nips[1], error: 'Error: damaged' })])
})
