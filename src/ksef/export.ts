import { z } from 'zod'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { base64, fromBase64 } from './bytes.ts'
import { call, type KsefHost } from './call.ts'
import type { PublicKeys } from './public-keys.ts'
import { read } from './session.ts'
import { parseCheckpoint } from './time.ts'
import type { Window } from './windows.ts'

/** As whom the taxpayer stands on an invoice (API notes, section 5.1). */
export const subjectTypes = ['Subject1', 'Subject2', 'Subject3', 'SubjectAuthorized'] as const
export type SubjectType = (typeof subjectTypes)[number]

/** The key and IV of one export, Base64: a secret until its package is recorded. */
export interface ExportSecret {
  key: string
  iv: string
}

const started = z.object({ referenceNumber: z.string().min(1) })
const checkpoint = z
  .string()
  .nullish()
  .transform((text) => (text ? parseCheckpoint(text) : null))
const part = z.object({
  ordinalNumber: z.number().int(),
  method: z.string(),
  url: z.string(),
  partSize: z.number().int().nonnegative(),
  partHash: z.string(),
  encryptedPartSize: z.number().int().nonnegative(),
  encryptedPartHash: z.string(),
  expirationDate: checkpoint,
})
const exportPackage = z.object({
  invoiceCount: z.number().int().nonnegative(),
  size: z.number().int().nonnegative(),
  parts: z.array(part),
  isTruncated: z.boolean(),
  lastPermanentStorageDate: checkpoint,
  permanentStorageHwmDate: checkpoint,
})
const status = z.object({
  status: z.object({ code: z.number(), description: z.string().catch('') }),
  package: exportPackage.nullish(),
})

export type PackagePart = z.output<typeof part>
export type ExportPackage = z.output<typeof exportPackage>

/** A fresh key and IV: every export has its own (API notes, section 5.1). */
export const newExportSecret = (): ExportSecret => ({
  key: base64(crypto.getRandomValues(new Uint8Array(32))),
  iv: base64(crypto.getRandomValues(new Uint8Array(16))),
})

/** Asks for an export of what is stored in a window, complete up to KSeF's high-water mark. @throws KsefError */
export async function startExport(
  host: KsefHost,
  keys: PublicKeys,
  access: string,
  { subject, window, secret }: { subject: SubjectType; window: Window; secret: ExportSecret },
): Promise<string> {
  const answer = await keys.sendEncrypted(
    'SymmetricKeyEncryption',
    () => fromBase64(secret.key),
    (encryptedSymmetricKey, publicKeyId) =>
      call(host, {
        method: 'POST',
        path: '/invoices/exports',
        token: access,
        json: {
          encryption: { encryptedSymmetricKey, initializationVector: secret.iv, publicKeyId },
          onlyMetadata: false,
          compressionType: 'Zip',
          filters: {
            subjectType: subject,
            dateRange: {
              dateType: 'PermanentStorage',
              from: window.from,
              ...(window.to === null ? {} : { to: window.to }),
              restrictToPermanentStorageHwmDate: true,
            },
          },
        },
      }),
  )
  return read(started, answer, 'export').referenceNumber
}

/** What an export came to. `nothing-new`: the window begins after the high-water mark. `lost`: ask for a new one. */
type ExportState =
  | { state: 'running' | 'nothing-new' }
  | { state: 'ready'; package: ExportPackage }
  | { state: 'lost'; why: Said; wrongKey: boolean }

/** TABLE: states of `GET /invoices/exports/{reference}` that end it without a package (API notes, section 5.2). */
const lost: Record<number, Said> = {
  210: say('export.expired'),
  415: say('export.key-unreadable'),
  500: say('export.failed'),
  550: say('export.cancelled'),
}

/** How an export stands; links to its parts are made anew by every call. @throws KsefError */
export async function exportState(host: KsefHost, access: string, reference: string): Promise<ExportState> {
  const path = `/invoices/exports/${reference}`
  const answer = read(status, await call(host, { method: 'GET', path, token: access }), 'export')
  const { code, description } = answer.status
  if (code === 100) return { state: 'running' }
  if (code === 420) return { state: 'nothing-new' }
  if (code === 200 && answer.package) return { state: 'ready', package: answer.package }
  const why = lost[code] ?? say('export.unknown-state', { state: code, words: description })
  return { state: 'lost', why, wrongKey: code === 415 }
}
