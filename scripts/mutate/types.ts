import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applied } from './operators.ts'
import { cacheFolder, root } from './rooms.ts'
import type { Mutant } from './sample.ts'

/**
 * The mutants that the compiler takes: what it refuses nobody can commit, so no test has to notice it. Many are tried
 * together at first, so that an error tells of its mutant by the line; where it does not, each of the file by itself.
 */
export function compiled(mutants: readonly Mutant[]): Mutant[] {
  const unknown = mutants.filter((mutant) => !(keyOf(mutant) in known))
  if (unknown.length > 0) {
    const desk = new Desk()
    const unsure = batches(unknown, 12).flatMap((batch) => desk.judge(batch))
    for (const batch of batches(unsure, 1)) desk.judge(batch)
    desk.close()
    for (const mutant of unknown) known[keyOf(mutant)] = !desk.refused.has(mutant)
    writeFileSync(knownFile, JSON.stringify(known))
  }
  return mutants.filter((mutant) => known[keyOf(mutant)])
}

/** What the compiler said before, by the whole text that it was asked about. */
const knownFile = join(cacheFolder, 'types.json')
const known: Record<string, boolean> = existsSync(knownFile)
  ? JSON.parse(readFileSync(knownFile, 'utf8'))
  : {}
const keyOf = ({ file, change }: Mutant): string =>
  createHash('sha256')
    .update(applied(textOf(file), [change]))
    .digest('base64')

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** A copy of the sources in which mutants are compiled. */
class Desk {
  readonly refused = new Set<Mutant>()
  readonly #folder = mkdtempSync(join(tmpdir(), 'ksef-mutate-'))

  constructor() {
    for (const name of ['src', 'drizzle', 'package.json']) {
      cpSync(join(root, name), join(this.#folder, name), { recursive: true })
    }
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'))
    const compilerOptions = {
      ...{ incremental: true, tsBuildInfoFile: './info' },
      ...{ noUnusedLocals: false, noUnusedParameters: false },
    }
    const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: ['src'] }
    writeFileSync(join(this.#folder, 'tsconfig.json'), JSON.stringify(config))
  }

  /** Refuses the mutants of a batch that do not compile; answers those that an error may or may not be about. */
  judge(batch: readonly Mutant[]): Mutant[] {
    const files = [...new Set(batch.map(({ file }) => file))]
    const of = (file: string): Mutant[] => batch.filter((mutant) => mutant.file === file)
    for (const file of files) {
      this.#put(
        file,
        applied(
          textOf(file),
          of(file).map(({ change }) => change),
        ),
      )
    }
    const errors = this.#errors()
    for (const file of files) this.#put(file, textOf(file))
    const elsewhere = [...errors.keys()].some((file) => !files.includes(file))
    return files.flatMap((file) => {
      const [mutants, lines] = [of(file), errors.get(file) ?? []]
      const guilty = mutants.filter(({ line, change }) =>
        lines.some((at) => line <= at && at < line + change.was.split('\n').length),
      )
      const explained = lines.every((at) => guilty.some(({ line }) => line === at))
      if (mutants.length > 1 && (elsewhere || !explained)) return mutants
      for (const mutant of mutants.length === 1 && lines.length > 0 ? mutants : guilty)
        this.refused.add(mutant)
      return []
    })
  }

  close(): void {
    rmSync(this.#folder, { recursive: true })
  }

  #put(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text)
  }

  /** The lines with errors, by file. Changes keep their lines, so a line is that of the text without mistakes. */
  #errors(): Map<string, number[]> {
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], {
      cwd: this.#folder,
      encoding: 'utf8',
    })
    const lines = new Map<string, number[]>()
    for (const [, file, line] of stdout.matchAll(/^(src\/[^(]+)\((\d+),\d+\): error/gm)) {
      lines.set(file as string, [...(lines.get(file as string) ?? []), Number(line)])
    }
    return lines
  }
}

/** Batches with so many mutants of one file, on lines of their own and not inside one another. */
function batches(mutants: readonly Mutant[], ofFile: number): Mutant[][] {
  const made: Mutant[][] = []
  for (const mutant of mutants) {
    const fits = (batch: Mutant[]): boolean => {
      const beside = batch.filter(({ file }) => file === mutant.file)
      return beside.length < ofFile && beside.every((other) => isApart(other, mutant))
    }
    const room = made.find(fits)
    if (room) room.push(mutant)
    else made.push([mutant])
  }
  return made
}

const isApart = (a: Mutant, b: Mutant): boolean =>
  a.line !== b.line && (a.change.end < b.change.start || b.change.end < a.change.start)
