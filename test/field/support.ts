import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import type { Answer, Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'

/** What users of KSeF and of other programs reported in public, as small inputs: `fixtures/field`. */

export const buyer = '9376032788'
export const at = `/v1/taxpayers/${buyer}`

export const fieldBytes = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/field/${name}`, import.meta.url)))

// biome-ignore lint/suspicious/noExplicitAny: rows are what KSeF publishes, not what this service says
export const fieldJson = (name: string): any => JSON.parse(Buffer.from(fieldBytes(name)).toString('utf8'))

/** The list of that name with its XML, as a decrypted export package. */
export function fieldPackage(
  list: string,
  xml: string = list.replace('.json', '.xml'),
): Uint8Array<ArrayBuffer> {
  const { ksefNumber } = fieldJson(list).invoices[0]
  const files = { '_metadata.json': fieldBytes(list), [`${ksefNumber}.xml`]: fieldBytes(xml) }
  return new Uint8Array(zipSync(files))
}

/** A service with the buyer of all cases, some time after them. */
export async function createFieldApp(now = '2026-07-24T10:00:00Z') {
  const app = await createTestApp({ now })
  await app.api.putTaxpayer(buyer, { name: 'Odbiorca' })
  return app
}

export const mayPost = (api: Api, question: object): Promise<Answer> =>
  api.json('POST', `${at}/posting-checks`, question)
