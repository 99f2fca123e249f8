import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { applied } from './operators.ts'
import { cacheFolder, isNear, rooms, root, testsOf } from './rooms.ts'
import { equivalentOf, type Mutant, mutantsOf, shuffled } from './sample.ts'
import { type Outcome, Trial } from './trial.ts'
import { compiled } from './types.ts'

/**
 * Puts small mistakes into the core, one at a time, and counts those that the tests notice:
 * `npm run mutate -- --room=law --sample=100 --seed=1`; see docs/testing.md, "Do the tests notice?".
 */
const { values: options } = parseArgs({
  options: {
    room: { type: 'string', multiple: true },
    file: { type: 'string' },
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    untyped: { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
  },
})
const timesFile = join(cacheFolder, 'times.json')
const times: Record<string, number> = existsSync(timesFile) ? JSON.parse(readFileSync(timesFile, 'utf8')) : {}
/** A file of which nobody knows how long it takes is thought to be slow. */
const millis = (test: string): number =>
  times[test] ?? (/^test\/(http|property|ksef)/.test(test) ? 5000 : 500)

/** Tests of one mutant that are run before it is put aside for the slow ones. */
const quickMillis = 8_000
/** A minute, and much longer than the slowest test takes: the machine may be busy with other work. */
const patienceFor = (tests: readonly string[]): number => 60_000 + 10 * Math.max(...tests.map(millis), 0)
/** For tests of which nobody knows yet how long they take. */
const firstPatience = 600_000
/** Survivors that are tried together on the slow tests. */
const together = 6

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
const textsOf = (mutants: readonly Mutant[]): Record<string, string> =>
  Object.fromEntries(
    mutants.map(({ file }) => [
      file,
      applied(
        textOf(file),
        mutants.filter((mutant) => mutant.file === file).map(({ change }) => change),
      ),
    ]),
  )

/** The tests for a mutant in their order, split where the quick ones end: those near it are quick, whatever they take together. */
function tiers(mutant: Mutant): { quick: string[]; slow: string[] } {
  const tests = testsOf(mutant.room, mutant.file, millis)
  let sum = 0
  const end = tests.findIndex((test) => {
    sum += millis(test)
    return sum > quickMillis && !isNear(mutant.room, test)
  })
  return end < 0 ? { quick: tests, slow: [] } : { quick: tests.slice(0, end), slow: tests.slice(end) }
}

/** Runs tests without a mistake: they must pass, and say how long they take. */
async function baseline(trial: Trial, tests: string[]): Promise<void> {
  const { failed, millis: taken } = await trial.run({}, tests, firstPatience)
  Object.assign(times, taken)
  writeFileSync(timesFile, JSON.stringify(times, null, 1))
  if (failed.length > 0) throw new Error(`fails without a mistake: ${JSON.stringify(failed)}`)
}

async function quickly(mutants: readonly Mutant[]): Promise<Mutant[]> {
  const left: Mutant[] = []
  const queue = [...mutants]
  const work = async (): Promise<void> => {
    const trial = new Trial(true)
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const tests = tiers(mutant).quick
      const { failed } = await trial.run(textsOf([mutant]), tests, patienceFor(tests))
      tell(mutant, failed[0] ? `${failed[0].test}: ${failed[0].why}` : null)
      if (failed.length === 0) left.push(mutant)
    }
    trial.end()
  }
  await Promise.all(Array.from({ length: Number(options.workers) }, work))
  return left
}

/**
 * Several mutants at once on all slow tests; each alone on those that failed. What passes with all of them together
 * would have passed with each.
 */
async function slowly(mutants: readonly Mutant[]): Promise<Mutant[]> {
  const trial = new Trial(false)
  const all = [...new Set(mutants.flatMap((mutant) => tiers(mutant).slow))]
  await baseline(trial, all)
  const left: Mutant[] = []
  for (const group of groups(mutants)) {
    const { failed }: Outcome = await trial.run(textsOf(group), all, patienceFor(all))
    for (const mutant of group) {
      const suspects = failed.map(({ test }) => test).sort((a, b) => millis(a) - millis(b))
      const one = new Trial(true)
      const alone =
        suspects.length === 0
          ? { failed: [] }
          : await one.run(textsOf([mutant]), suspects, patienceFor(suspects))
      one.end()
      tell(mutant, alone.failed[0] ? `${alone.failed[0].test}: ${alone.failed[0].why}` : null)
      if (alone.failed.length === 0) left.push(mutant)
    }
  }
  trial.end()
  return left
}

/** Groups whose changes do not overlap. */
function groups(mutants: readonly Mutant[]): Mutant[][] {
  const apart = (a: Mutant, b: Mutant): boolean =>
    a.file !== b.file || a.change.end < b.change.start || b.change.end < a.change.start
  const made: Mutant[][] = []
  for (const mutant of mutants) {
    const room = made.find((group) => group.length < together && group.every((other) => apart(other, mutant)))
    if (room) room.push(mutant)
    else made.push([mutant])
  }
  return made
}

const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 90)
const named = ({ file, line, change }: Mutant): string =>
  `${file}:${line}  ${short(change.was)}  =>  ${short(change.becomes) || '(nothing)'}`
const since = Date.now()
const tell = (mutant: Mutant, noticed: string | null): void =>
  console.log(
    Math.round((Date.now() - since) / 1000),
    noticed === null ? `  unheard  ${named(mutant)}` : `  noticed  ${named(mutant)}   by ${short(noticed)}`,
  )

/** The survivors of the last run of a room, by what they change. */
const survivorsFile = (room: string): string => join(cacheFolder, `survivors-${room}.json`)
const keyOf = ({ file, context, change }: Mutant): string =>
  JSON.stringify([file, context, change.was, change.becomes])

function chosen(room: string): Mutant[] {
  const all = mutantsOf(room).filter(({ file }) => options.file === undefined || file.includes(options.file))
  if (options.again) {
    const keys = new Set<string>(JSON.parse(readFileSync(survivorsFile(room), 'utf8')))
    return all.filter((mutant) => keys.has(keyOf(mutant)) && equivalentOf(mutant) === undefined)
  }
  const wanted = Number(options.sample)
  const found: Mutant[] = []
  const mixed = shuffled(all, Number(options.seed)).filter((mutant) => equivalentOf(mutant) === undefined)
  for (let at = 0; found.length < wanted && at < mixed.length; ) {
    const next = mixed.slice(at, at + Math.ceil((wanted - found.length) * 1.3))
    at += next.length
    found.push(...(options.untyped ? next : compiled(next)))
  }
  return found.slice(0, wanted)
}

async function judge(room: string): Promise<string> {
  const mutants = chosen(room)
  console.log(`${room}: ${mutants.length} mistakes, seed ${options.seed}`)
  const trial = new Trial(false)
  await baseline(trial, [...new Set(mutants.flatMap((mutant) => tiers(mutant).quick))])
  trial.end()
  const unheard = await quickly(mutants)
  const survivors = options.quick || unheard.length === 0 ? unheard : await slowly(unheard)
  const left = options.untyped ? compiled(survivors) : survivors
  writeFileSync(survivorsFile(room), JSON.stringify(left.map(keyOf)))
  console.log(
    `${room}: unheard\n${left.map((mutant) => `  ${named(mutant)}\n      ${mutant.context}`).join('\n')}`,
  )
  const share = ((mutants.length - left.length) / mutants.length) * 100
  return `${room}: ${mutants.length - left.length} of ${mutants.length} noticed, ${share.toFixed(0)} % (seed ${options.seed})`
}

const results: string[] = []
for (const room of options.room ?? Object.keys(rooms)) results.push(await judge(room))
console.log(results.join('\n'))
process.exit(0)
