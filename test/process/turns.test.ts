import { describe, expect, it } from 'vitest'
import { Patience } from '../../src/hosts/node/back-off.ts'
import { Breaths } from '../../src/hosts/node/breaths.ts'
import { FairTurns, NoTurn } from '../../src/hosts/node/turns.ts'

/** Whose file is read next, and who has to wait. */

/** Turns whose works end when the test says so; what has begun, in order. */
function stage(most = 50) {
  const turns = new FairTurns(() => most)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const send = (name: string, signal?: AbortSignal) =>
    turns
      .pass(name[0] as string, signal, () => {
        begun.push(name)
        return new Promise<string>((resolve) => ends.push(() => resolve(name)))
      })
      .catch((error: unknown) => error)
  /** Ends what is worked on until nothing is left. */
  const run = async () => {
    for (let end = ends.shift(); end !== undefined; end = ends.shift()) {
      end()
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return { begun, send, run }
}

describe('steps of long work in the event loop', () => {
  it('go round the taxpayers one by one, and others have the loop between them', async () => {
    const breaths = new Breaths()
    const told: string[] = []
    const work = async (name: string, steps: number) => {
      for (let step = 1; step <= steps; step++) {
        await breaths.turn(name[0] as string)
        told.push(`${name}.${step}`)
      }
    }
    const all = [work('a1', 2), work('a2', 1), work('a3', 1), work('b1', 2)]
    let isOver = false
    const loop = () => {
      told.push('-')
      if (!isOver) setImmediate(loop)
    }
    setImmediate(loop)
    await Promise.all(all)
    isOver = true
    const steps = told.filter((one) => one !== '-')
    expect(steps).toEqual(['a1.1', 'b1.1', 'a2.1', 'b1.2', 'a3.1', 'a1.2'])
    // No two of them in one turn of the loop, nor in two that follow each other.
    expect(told.join(' ')).toMatch(
      /^(- )*a1\.1 (- ){3,}b1\.1 (- ){3,}a2\.1 (- ){3,}b1\.2 (- ){3,}a3\.1 (- ){3,}a1\.2/,
    )
    await breaths.turn('c')
  })
})

describe('turns', () => {
  it('go round the parties, whoever came first and with how many', async () => {
    const { begun, send, run } = stage()
    for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) send(name)
    await run()
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4'])
  })

  it('do not come to who left, and the others move up', async () => {
    const { begun, send, run } = stage()
    const leaving = new AbortController()
    send('a1')
    const gone = [send('b1', leaving.signal), send('b2', leaving.signal)]
    send('c1')
    leaving.abort()
    for (const error of await Promise.all(gone)) expect(error).toBeInstanceOf(NoTurn)
    expect(await send('b3', leaving.signal)).toBeInstanceOf(NoTurn)
    await run()
    expect(begun).toEqual(['a1', 'c1'])
  })

  it('are refused where too many of one party wait, and not to another', async () => {
    const { begun, send, run } = stage(2)
    const [, , third] = [send('a1'), send('a2'), send('a3')]
    send('b1')
    expect(await third).toBeInstanceOf(NoTurn)
    await run()
    expect(begun).toEqual(['a1', 'a2', 'b1'])
    send('a4')
    await run()
    expect(begun.at(-1)).toBe('a4')
  })

  it('go on after work that fails', async () => {
    const turns = new FairTurns(() => 9)
    const failed = turns.pass('a', undefined, () => Promise.reject(new Error('broken')))
    const next = turns.pass('a', undefined, async () => 'next')
    await expect(failed).rejects.toThrow('broken')
    expect(await next).toBe('next')
  })
})

it('patience with a key doubles the wait for each file that breaks the limits, and forgets', () => {
  let now = 0
  const patience = new Patience({ free: 2, ms: 30, maxMs: 100, forgottenMs: 1000 }, () => now)
  const waits = [1, 2, 3, 4, 5, 6].map(() => {
    patience.broken('a')
    return patience.wait('a')
  })
  expect(waits).toEqual([0, 0, 30, 60, 100, 100])
  expect(patience.wait('b')).toBe(0)
  now = 40
  expect(patience.wait('a')).toBe(60)
  now = 100
  expect(patience.wait('a')).toBe(0)
  // One of six is forgotten: the seventh counts as a sixth.
  now = 1500
  patience.broken('a')
  expect(patience.wait('a')).toBe(100)
  now = 20_000
  patience.broken('a')
  expect(patience.wait('a')).toBe(0)
})
