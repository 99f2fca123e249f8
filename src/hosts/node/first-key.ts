import { v7 as uuid } from 'uuid'
import { service } from '../../audit/chain.ts'
import { hexSha256, keyIdFrom, newKeyText } from '../../auth/keys.ts'
import type { Db } from '../../store/database.ts'
import { listKeys, makeKey } from '../../store/keys.ts'
import type { Instant } from '../../values/instant.ts'

/** Makes an admin's key where no key exists yet; null where one does. */
export function firstKey(db: Db, createdAt: Instant): string | null {
  if (listKeys(db, 0, 1).length > 0) return null
  const id = keyIdFrom(uuid())
  const key = newKeyText(id)
  const rights = { name: 'admin', role: 'admin', taxpayers: '*' } as const
  const made = {
    id,
    ...rights,
    hash: hexSha256(key),
    createdAt,
    createdBy: service.name,
    expiresAt: null,
    language: null,
  }
  db.transaction(() => makeKey(db, made, { actor: service, at: createdAt }))
  return key
}
