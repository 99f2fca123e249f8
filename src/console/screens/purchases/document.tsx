import { useEffect, useState } from 'preact/hooks'
import type { Evidence, Purchase } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { parsedDocument } from '../../invoice/dom.ts'
import { Invoice } from '../../invoice/invoice.tsx'
import { readableInvoice } from '../../invoice/read.ts'
import { Button } from '../../parts/button.tsx'
import { saveFile } from '../../parts/files.ts'
import { Answered } from '../../parts/states.tsx'
import { Pdf } from '../../pdf/pdf.tsx'
import { t } from '../../words.ts'
import { fileOf } from './file.ts'
import { inKsef } from './in-ksef.ts'

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
    fileOf(nip, evidence, signal),
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
              <Button onPress={() => saveFile(file, fileName(file, purchase.number))}>
                {t('purchase.document.save')}
              </Button>
              {file.type.endsWith('/xml') && (
                <Button onPress={() => window.print()}>{t('console.print')}</Button>
              )}
            </p>
            <FileShown file={file} {...inKsef(evidence, purchase)} />
          </>
        )
      }
    </Answered>
  )
}

interface ShownProps {
  file: Blob
  ksefNumber: string | null
  link: string | null
}

/** What can be shown of a file. */
function FileShown({ file, ksefNumber, link }: ShownProps) {
  const type = file.type.split(';')[0]
  if (type === 'application/xml' || type === 'text/xml')
    return <XmlShown file={file} ksefNumber={ksefNumber} link={link} />
  if (type === 'image/png' || type === 'image/jpeg') return <PictureShown file={file} />
  if (type === 'application/pdf') return <Pdf file={file} />
  return <p class="soft">{t('purchase.document.other')}</p>
}

function XmlShown({ file, ksefNumber, link }: ShownProps) {
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
  return <Invoice invoice={readableInvoice(root)} ksefNumber={ksefNumber} link={link} />
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

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** A name that every system takes: the number of the invoice, with the ending of the file. */
const fileName = (file: Blob, number: string): string =>
  `${number.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.${endings[file.type.split(';')[0] ?? ''] ?? 'xml'}`
