import type { Evidence } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { api } from '../../api.ts'

/** The bytes that came; null where none did. */
export async function fileOf(
  nip: string,
  evidence: Evidence,
  signal: AbortSignal | undefined,
): Promise<Blob | null> {
  if (evidence.type === 'copy' && evidence.file === null) return null
  try {
    return await api.getDocument({ nip, id: evidence.id }, { signal })
  } catch (problem) {
    if (problem instanceof KsefReconcileProblem && problem.code === 'document-unknown') return null
    throw problem
  }
}
