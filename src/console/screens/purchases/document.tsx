import { useEffect, useState } from 'preact/hooks'
import type { Evidence, Purchase } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { parsedDocument } from '../../invoice/dom.ts'
import { Invoice } from '../../invoice/invoice.tsx'
import { readableInvoice } from '../../invoice/read.ts'
import { Button } from '../../parts/button.tsx'
import { Answered } from '../../parts/states.tsx'
import { t } from '../../words.ts'

/** A document as it came: an XML as a readable invoice, a picture as a picture, all else as a file to be saved. */
export function DocumentShown({
  nip,
  evidence,
  purchase,
}: {
  nip: string
  evidence: Evidence
  purchase: Purchase
}) {
  const answer = useAnswer<Blob | null>(`document ${nip} ${evidence.id}`, (signal) =>
    documentFile(nip, evidence, signal),
  )
  return (
    <Answered answer={answer}>
      {(file) =>
        file === null ? (
          <p class="soft">
            {t(evidence.type === 'ksef' ? 'purchase.document.row' : 'purchase.document.typed')}
          </p>
        ) : (
          <>
            <p class="document-actions no-print">
              <Button onPress={() => save(file, purchase.number)}>{t('purchase.document.save')}</Button>
              {file.type.endsWith('/xml') && (
                <Button onPress={() => window.print()}>{t('console.print')}</Button>
              )}
            </p>
            <FileShown file={file} ksefNumber={evidence.type === 'ksef' ? evidence.ksefNumber : null} />
          </>
        )
      }
    </Answered>
  )
}

/** The bytes that came; null where none did. */
async function documentFile(
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

/** What can be shown of a file. */
function FileShown({ file, ksefNumber }: { file: Blob; ksefNumber: string | null }) {
  const type = file.type.split(';')[0]
  if (type === 'application/xml' || type === 'text/xml')
    return <XmlShown file={file} ksefNumber={ksefNumber} />
  if (type === 'image/png' || type === 'image/jpeg') return <PictureShown file={file} />
  return <p class="soft">{t('purchase.document.pdf')}</p>
}

function XmlShown({ file, ksefNumber }: { file: Blob; ksefNumber: string | null }) {
  const [bytes, setBytes] = useState<ArrayBuffer | null>(null)
  useEffect(() => {
    let isOver = false
    void file.arrayBuffer().then((read) => {
      if (!isOver) setBytes(read)
    })
    return () => {
      isOver = true
    }
  }, [file])
  if (bytes === null) return null
  const root = parsedDocument(bytes)
  if (root === null) return <p class="soft">{t('invoice.unreadable')}</p>
  return <Invoice invoice={readableInvoice(root)} ksefNumber={ksefNumber} />
}

function PictureShown({ file }: { file: Blob }) {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address === null ? null : <img class="picture" src={address} alt={t('purchase.document.picture')} />
}

/** Has the browser save a file under the number of the invoice. */
function save(file: Blob, number: string): void {
  const endings: Readonly<Record<string, string>> = {
    'application/pdf': 'pdf',
    'image/png': 'png',
    'image/jpeg': 'jpg',
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${number.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.${endings[file.type.split(';')[0] ?? ''] ?? 'xml'}`
  link.click()
  URL.revokeObjectURL(link.href)
}
