import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Client, KsefReconcileProblem } from '../../../client/index.ts'

/** What became of the files of a folder. */
export interface UploadTally {
  kept: number
  /** Their bytes were here before, or came twice. */
  known: number
  /** They became copies by themselves. */
  copies: number
  other: string[]
  failed: { path: string; why: string }[]
}

/** The files in a folder and below it, by name; hidden ones are left out. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : []
    })
    .sort()

/** So many files are under way at once: while one is read, the next one comes. */
const atOnce = 4

/**
 * Sends files as drafts. A file that is refused stops no other.
 * @param told of each of them
 * @param progress hears how many are done, of how many
 * @throws KsefReconcileProblem when the key is not known or may not send documents; Error when nobody answers
 */
export async function uploadFiles(
  client: Client,
  nip: string,
  paths: readonly string[],
  told: Readonly<Record<string, string | undefined>>,
  progress: (done: number, all: number) => void,
): Promise<UploadTally> {
  const tally: UploadTally = { kept: 0, known: 0, copies: 0, other: [], failed: [] }
  const waiting = [...paths]
  let done = 0
  const work = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      await upload(client, nip, path, told, tally).catch((error: unknown) => {
        waiting.length = 0
        throw error
      })
      progress(++done, paths.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return tally
}

/** What refuses each file alike. */
const forAll = ['key-unknown', 'key-expired', 'role-too-low', 'taxpayer-not-yours', 'taxpayer-unknown']

async function upload(
  client: Client,
  nip: string,
  path: string,
  told: Readonly<Record<string, string | undefined>>,
  tally: UploadTally,
): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([readFileSync(path)]), basename(path))
  for (const [name, value] of Object.entries(told)) if (value !== undefined) form.append(name, value)
  try {
    const { draft, isNew } = await client.postDraft({ nip }, form)
    if (!isNew) tally.known++
    else if (draft.state === 'copy') tally.copies++
    else tally.kept++
  } catch (error) {
    if (!(error instanceof KsefReconcileProblem) || forAll.includes(error.code)) throw error
    if (error.code === 'file-type') tally.other.push(path)
    else tally.failed.push({ path, why: error.message })
  }
}
