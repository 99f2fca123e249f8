import type { Context } from 'hono'
import { dropIdle, PackageWriter, type StoredPackage } from '../../intake/packages.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { bodyLimits, declaredSize, Gathered, mediaType, readPieces } from './body.ts'
import type { Env } from './env.ts'

/** Packages as they are sent: small ones are held in memory, others are put away in the ledger while they come. */

export const isPackage = (request: Request): boolean =>
  ['application/zip', 'application/x-zip-compressed'].includes(mediaType(request))

/** Reads a package; `inMemory`: up to so many bytes are held. @throws Refusal 413 */
async function receive(
  request: Request,
  ledger: Ledger,
  inMemory: number,
): Promise<Uint8Array | StoredPackage> {
  const declared = declaredSize(request, bodyLimits.package)
  const held = new Gathered(declared !== null && declared <= inMemory ? declared : null)
  let size = 0
  let writer: PackageWriter | null = null
  try {
    for await (const part of readPieces(request, bodyLimits.package)) {
      size += part.byteLength
      if (size <= inMemory) {
        held.add(part)
        continue
      }
      if (writer === null) {
        writer = new PackageWriter(ledger)
        for (const earlier of held.pieces()) writer.write(earlier)
      }
      writer.write(part)
    }
  } catch (error) {
    if (writer !== null) dropIdle(ledger.db, writer.id)
    throw error
  }
  return writer === null ? held.whole() : writer.finish()
}

/** The package of a request, which is read but once. @throws Refusal 413 */
export async function packageOf(
  c: Context<Env>,
  ledger: Ledger,
  inMemory: number,
): Promise<Uint8Array | StoredPackage> {
  const before = c.get('package')
  if (before !== undefined) return before
  const received = await receive(c.req.raw, ledger, inMemory)
  if (!(received instanceof Uint8Array)) c.set('package', received)
  return received
}

/** To be called at the end of a request: a package that no import took is not needed any more. */
export function releasePackage(c: Context<Env>, ledger: Ledger): void {
  const stored = c.get('package')
  if (stored !== undefined) dropIdle(ledger.db, stored.id)
}
