import { useState } from 'preact/hooks'
import type { DocumentReading, Draft } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Loading, ProblemBox } from '../../parts/states.tsx'
import { type Box, Paper } from '../../pdf/paper.tsx'
import { Confirming } from './confirming.tsx'

interface DraftFormProps {
  nip: string
  draft: Draft
  closed: (id: string) => void
  /** What was discarded waits again. */
  reopened: () => void
}

/** A draft: the paper as it looks, and what was read of it to be confirmed with one Enter. */
export function DraftForm({ nip, draft, closed, reopened }: DraftFormProps) {
  const read = useAnswer(`reading ${nip} ${draft.id}`, (signal) => readingOf(nip, draft, signal))
  const [chosen, choose] = useState<string | null>(null)
  const { file = null, reading = null } = read.value ?? {}
  const hasPages = file !== null && !file.type.includes('xml')
  return (
    <article class={hasPages ? 'draft' : 'draft draft-plain'}>
      {hasPages && <Paper file={file} boxes={boxesOf(reading)} chosen={chosen} />}
      {read.problem !== null && <ProblemBox problem={read.problem} retry={read.reload} />}
      {read.isLoading && <Loading />}
      {read.value !== undefined && <Confirming {...{ nip, draft, reading, closed, reopened, choose }} />}
    </article>
  )
}

/** The bytes of a draft, and what the service reads of them; null where it reads nothing, and all has to be typed. */
async function readingOf(nip: string, { id, file }: Draft, signal: AbortSignal) {
  const bytes = await api.getDraftDocument({ nip, id }, { signal })
  const form = new FormData()
  form.set('file', bytes, file.name ?? 'document')
  try {
    return { file: bytes, reading: await api.readDocument({ nip }, form, { signal }) }
  } catch (problem) {
    if (problem instanceof KsefReconcileProblem && problem.status < 500) return { file: bytes, reading: null }
    throw problem
  }
}

const boxesOf = (reading: DocumentReading | null): Box[] =>
  Object.entries(reading?.fields ?? {}).flatMap(([name, field]) =>
    field?.page == null || field.box === null
      ? []
      : [{ name, page: field.page, box: field.box, look: field.confidence }],
  )
