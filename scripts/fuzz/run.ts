import { Chance } from './chance.ts'
import type { Kind } from './kinds.ts'

/** A reader that threw what is no refusal, or took too long, and the seed with which it does so again. */
export interface Failure {
  kind: string
  seed: number
  what: string
}

export interface Figures {
  kind: string
  inputs: number
  /** Taken, and refused in words. */
  taken: number
  refused: number
  slowestMs: number
  failures: Failure[]
}

/** What one input may cost, in milliseconds of the processor: the machine may be busy with other work. */
const boundMs = 2000

/** One input of a kind, made by its seed. Answers what went wrong, or whether it was taken. */
export async function tryOne(
  { make, read, refuses }: Kind,
  seed: number,
): Promise<{ wrong: string | null; taken: boolean; ms: number }> {
  const input = make(new Chance(seed))
  const before = process.cpuUsage()
  let thrown: { error: unknown } | null = null
  try {
    await read(input as never)
  } catch (error) {
    thrown = { error }
  }
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1000
  const taken = thrown === null
  if (ms > boundMs) return { wrong: `it took ${Math.round(ms)} ms`, taken, ms }
  if (thrown === null || refuses(thrown.error)) return { wrong: null, taken, ms }
  const { error } = thrown
  return { wrong: error instanceof Error ? (error.stack ?? error.message) : String(error), taken, ms }
}

/** Tries the inputs with the seeds from `seed` on, so many or until `until` (ms of `performance.now`). */
export async function fuzz(kind: Kind, seed: number, inputs: number, until: number): Promise<Figures> {
  const figures: Figures = { kind: kind.name, inputs: 0, taken: 0, refused: 0, slowestMs: 0, failures: [] }
  for (let i = 0; i < inputs && performance.now() < until; i++) {
    const { wrong, taken, ms } = await tryOne(kind, seed + i)
    figures.inputs++
    figures.slowestMs = Math.max(figures.slowestMs, ms)
    if (wrong !== null) figures.failures.push({ kind: kind.name, seed: seed + i, what: wrong })
    else if (taken) figures.taken++
    else figures.refused++
    if (figures.failures.length >= maxFailures) break
  }
  return figures
}

/** After so many failures of one kind the first of them is looked at. */
const maxFailures = 20
