import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Chance } from '../scripts/fuzz/chance.ts'
import { bundleService } from '../test/support/process.ts'
import { House } from './chaos-house.ts'
import { works } from './chaos-works.ts'

/**
 * `npm run bench -- chaos [--rounds=1000] [--minutes=60] [--seed=1]`: the service, or a command beside it, is killed at a
 * random moment of its work, or its disk is full from then on. Afterwards everything that was acknowledged must be there,
 * once, every file whole, and the chain of the audit unbroken.
 */

/** After so many rounds the data folder is a new one, so that rounds stay short. */
const roundsEach = 20

/** A disk of 48 MB in memory, where this process may mount one; else a folder, and no disk is ever full. */
function smallDisk(): { folder: string; isSmall: boolean; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-chaos-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'none', folder])
  const isSmall = status === 0
  const remove = () => {
    if (isSmall) spawnSync('umount', ['--lazy', folder])
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, isSmall, remove }
}

export async function benchChaos(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '1000' },
      minutes: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
    },
  })
  const seed = Number(values.seed)
  const until = performance.now() + Number(values.minutes) * 60_000
  const bundle = await bundleService()
  const disk = smallDisk()
  if (!disk.isSmall)
    console.log('No disk of its own can be mounted here: none is full, the service is killed instead.')
  const counts = new Map<string, number>()
  const failures: string[] = []
  let house: House | null = null
  let rounds = 0
  try {
    for (; rounds < Number(values.rounds) && performance.now() < until; rounds++) {
      const chance = new Chance(seed + rounds)
      const work = chance.one(works)
      const isFull = disk.isSmall && work.onFullDisk && chance.once(3)
      const title = `${work.name}, ${isFull ? 'full disk' : 'killed'}`
      try {
        if (house === null || rounds % roundsEach === 0) {
          await house?.end()
          rmSync(join(disk.folder, 'house'), { recursive: true, force: true })
          mkdirSync(join(disk.folder, 'house'))
          house = await House.made(bundle.entry, join(disk.folder, 'house'))
        }
        await work.round(house, chance, isFull)
        await house.check()
        counts.set(title, (counts.get(title) ?? 0) + 1)
      } catch (error) {
        failures.push(
          `round ${rounds} (--seed=${seed + rounds} --rounds=1): ${title}: ${(error as Error).message}`,
        )
        console.log(`  FAILED ${failures.at(-1)}`)
        await house?.end()
        house = null
      }
    }
  } finally {
    await house?.end()
    // Told before anything is cleared away, which a process that still ends may be in the way of.
    console.log(`\n${rounds} rounds from seed ${seed} on, ${failures.length} failures`)
    for (const [title, count] of [...counts].sort()) console.log(`  ${String(count).padStart(5)}  ${title}`)
    disk.remove()
    bundle.remove()
  }
  if (failures.length > 0) process.exitCode = 1
}
