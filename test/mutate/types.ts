import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applied } from './operators.ts'
import { cacheFolder, root } from './rooms.ts'
import type { Mutant } from './sample.ts'

/**
 * The mutants that the compiler takes: what it refuses nobody can commit, so no test has to notice it. One mutant of
 * each file is tried at a time, so that an error in a file tells of its mutant.
 */
export function compiled(mutants: readonly Mutant[]): Mutant[] {
  const unknown = mutants.filter((mutant) => !(keyOf(mutant) in known))
  const refused = unknown.length === 0 ? [] : refusedOf(unknown)
  for (const mutant of unknown) known[keyOf(mutant)] = !refused.includes(mutant)
  writeFileSync(knownFile, JSON.stringify(known))
  return mutants.filter((mutant) => known[keyOf(mutant)])
}

/** What the compiler said before, by the whole text that it was asked about. */
const knownFile = join(cacheFolder, 'types.json')
const known: Record<string, boolean> = existsSync(knownFile)
  ? JSON.parse(readFileSync(knownFile, 'utf8'))
  : {}
const keyOf = ({ file, change }: Mutant): string =>
  createHash('sha256')
    .update(applied(textOf(file), change))
    .digest('base64')

function refusedOf(mutants: readonly Mutant[]): Mutant[] {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-mutate-'))
  try {
    for (const name of ['src', 'drizzle']) cpSync(join(root, name), join(folder, name), { recursive: true })
    cpSync(join(root, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    mkdirSync(join(folder, 'types'))
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          incremental: true,
          tsBuildInfoFile: './info',
          noUnusedLocals: false,
          noUnusedParameters: false,
        },
        include: ['src'],
      }),
    )
    const refused = new Set<Mutant>()
    for (const batch of batches(mutants)) {
      for (const { file, change } of batch) put(folder, file, applied(textOf(file), change))
      const wrong = filesWithErrors(folder)
      for (const mutant of batch) {
        put(folder, mutant.file, textOf(mutant.file))
        if (wrong.has(mutant.file)) refused.add(mutant)
      }
      const elsewhere = [...wrong].some((file) => batch.every((mutant) => mutant.file !== file))
      for (const mutant of elsewhere ? batch.filter((m) => !refused.has(m)) : []) {
        put(folder, mutant.file, applied(textOf(mutant.file), mutant.change))
        if (filesWithErrors(folder).size > 0) refused.add(mutant)
        put(folder, mutant.file, textOf(mutant.file))
      }
    }
    return [...refused]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')
const put = (folder: string, file: string, text: string): void => writeFileSync(join(folder, file), text)

function filesWithErrors(folder: string): Set<string> {
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  })
  return new Set([...stdout.matchAll(/^(src\/[^(]+)\(\d+,\d+\): error/gm)].map(([, file]) => file as string))
}

function batches(mutants: readonly Mutant[]): Mutant[][] {
  const made: Mutant[][] = []
  for (const mutant of mutants) {
    const room = made.find((batch) => batch.every(({ file }) => file !== mutant.file))
    if (room) room.push(mutant)
    else made.push([mutant])
  }
  return made
}
