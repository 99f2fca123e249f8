import { parseArgs } from 'node:util'
import { readers } from './kinds.ts'
import { fuzz, tryOne } from './run.ts'
import { serviceKinds } from './service.ts'

/**
 * Inputs of chance to everything that reads what comes from outside: `npm run fuzz -- --inputs=1000000 --minutes=30
 * --seed=1`, of one kind with `--kind=xml`. A failure is told with its kind and seed, and happens again with
 * `--kind=xml --one=4711`.
 */
const { values: options } = parseArgs({
  options: {
    inputs: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string' },
    one: { type: 'string' },
  },
})
// What a library still does behind an answer that it gave is no failure of a reader.
process.on('unhandledRejection', () => {})

const all = [...readers, ...serviceKinds()]
const kinds = all.filter(({ name }) => options.kind === undefined || name === options.kind)
if (kinds.length === 0)
  throw new Error(`There is no kind ${options.kind}: ${all.map((k) => k.name).join(', ')}`)
const shares = kinds.reduce((sum, { share }) => sum + share, 0)
const seed = Number(options.seed)
const ends = performance.now() + Number(options.minutes) * 60_000
let failures = 0
let inputs = 0
for (const [i, kind] of kinds.entries()) {
  if (options.one !== undefined) {
    const { wrong, taken, ms } = await tryOne(kind, Number(options.one))
    console.log(`${kind.name} ${options.one}: ${wrong ?? (taken ? 'taken' : 'refused')}, ${ms.toFixed(1)} ms`)
    continue
  }
  // Each of those left has its part of the time that is left.
  const until = performance.now() + (ends - performance.now()) / (kinds.length - i)
  const began = performance.now()
  const figures = await fuzz(kind, seed, Math.ceil((Number(options.inputs) * kind.share) / shares), until)
  const seconds = (performance.now() - began) / 1000
  inputs += figures.inputs
  failures += figures.failures.length
  console.log(
    `${kind.name}: ${figures.inputs} inputs, ${figures.taken} taken, ${figures.refused} refused, ` +
      `${figures.failures.length} failures, slowest ${figures.slowestMs.toFixed(0)} ms, ${seconds.toFixed(0)} s`,
  )
  for (const { kind: name, seed: with_, what } of figures.failures)
    console.log(
      `  FAILURE --kind="${name}" --one=${with_}\n    ${what.split('\n').slice(0, 6).join('\n    ')}`,
    )
}
for (const { close } of kinds) await close?.()
console.log(`${inputs} inputs from seed ${seed} on, ${failures} failures`)
process.exit(failures > 0 ? 1 : 0)
