import { join } from 'node:path'
import { storageProblem } from '../../http/endpoint/storage-problems.ts'
import { say } from '../../texts/say.ts'
import type { Said, Sentence } from '../../texts/sentence.ts'
import { sentenceOf } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'
import { saysDamage } from './ledger-problems.ts'

/** What a disk or system in the way of a start is called, and what to do, by the code that requests would be told. */
const inTheWay: Record<string, (folder: string, code: string) => Said> = {
  'storage-full': (folder) => say('start.disk-full', { folder }),
  'storage-busy': (folder, code) => say('start.locked', { path: join(folder, 'directory.sqlite'), code }),
}

/** Why the service does not start, for who starts it. Errors without a code say it themselves. */
export function whyNoStart(error: unknown, folder: string): Sentence {
  const { code, message } = thrown(error)
  if (code === '') return sentenceOf(error)
  if (saysDamage(error)) return say('start.damaged', { path: join(folder, 'directory.sqlite'), why: message })
  if (/^(EMFILE|ENFILE)/.test(code)) return say('start.no-files', { code })
  if (/^(SQLITE_IOERR|EIO)/.test(code)) return say('start.disk-failing', { folder, code, why: message })
  const known = inTheWay[storageProblem(error)?.code ?? '']
  return known?.(folder, code) ?? say('start.folder-unusable', { folder, code })
}
