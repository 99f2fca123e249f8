import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Evidence, Purchase } from '../../../client/index.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Loading, ProblemBox } from '../../parts/states.tsx'

interface Shown {
  nip: string
  evidence: Evidence
  purchase: Purchase
}

/** A document as it came, above the question; what shows documents is loaded when the first one is looked at. */
export function DocumentDialog({ title, onClose, ...shown }: Shown & { title: string; onClose: () => void }) {
  const [Document, bring] = useState<FunctionComponent<Shown> | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    const load = async () => {
      await import('../purchases/texts.ts')
      const { DocumentShown } = await import('../purchases/document.tsx')
      bring(() => DocumentShown)
    }
    load().catch(setProblem)
  }, [])
  return (
    <Dialog title={title} isWide onClose={onClose}>
      {problem !== null && <ProblemBox problem={problem} />}
      {Document === null ? <Loading /> : <Document {...shown} />}
    </Dialog>
  )
}
