import { customType } from 'drizzle-orm/sqlite-core'

/** Bytes as both hosts give them. Drizzle's own blobs are of Node's `Buffer`, and are copied. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'blob' })
