import type { CopySource } from '../ingest/copy.ts'
import type { CodeReader, FileSender } from '../ingest/file-codes.ts'
import type { Directory } from '../store/directory.ts'
import type { Day } from '../values/day.ts'
import type { QrEnvironment } from '../values/qr.ts'
import type { MailDesk } from './mails.ts'

/** What a desk needs of the service. */
interface Host {
  today: () => Day
  qrEnvironment: QrEnvironment
  directory: Pick<Directory, 'taxpayer'>
  codes: CodeReader
  sources: { copy: CopySource }
}

/** Where documents and mails of a taxpayer are read and kept, whichever way they come. */
export function receivingDesk(host: Host, nip: string, sender: FileSender): MailDesk {
  const { today, qrEnvironment, directory, codes, sources } = host
  const { acceptDrafts = 'never', mail = null } = directory.taxpayer(nip) ?? {}
  return { nip, today: today(), qrEnvironment, acceptDrafts, mail, codes, copy: sources.copy, sender }
}
