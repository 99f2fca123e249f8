import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Validation against the published schemas, which are not part of this repository. */

const schemas = fileURLToPath(new URL('../../../shared', import.meta.url))

const schemaFiles = {
  'FA (3)': 'ksef/xsd/schemat_FA(3)_v1-0E.xsd',
  FA_RR: 'ksef/xsd/schemat_FA_RR(1)_v1-1E.xsd',
  'JPK_V7M (3)': 'jpk/xsd/Schemat_JPK_V7M(3)_v1-0E.xsd',
  'JPK_V7K (3)': 'jpk/xsd/Schemat_JPK_V7K(3)_v1-0E.RECONSTRUCTED.xsd',
} as const
type Schema = keyof typeof schemaFiles

/** Why nothing can be validated here (tool or schemas missing), or null. */
export function whyNoXsd(needed: readonly Schema[] = ['FA (3)', 'FA_RR']): string | null {
  if (spawnSync('xmllint', ['--version']).error) return 'xmllint is not installed'
  const missing = needed.map((name) => schemaFiles[name]).find((file) => !existsSync(join(schemas, file)))
  return missing ? `../shared/${missing} is missing` : null
}

/** The published sample files of a folder, by name. */
export function publishedSamples(folder: string): { name: string; bytes: Uint8Array }[] {
  const path = join(schemas, folder)
  return readdirSync(path).map((name) => ({ name, bytes: readFileSync(join(path, name)) }))
}

/** What xmllint has against the documents: one text for all of them, empty when all are valid. */
export function xsdProblems(schema: Schema, documents: Uint8Array[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'xsd-'))
  try {
    const files = documents.map((document, i) => {
      const file = join(folder, `${i}.xml`)
      writeFileSync(file, document)
      return file
    })
    const options = ['--nonet', '--noout', '--schema', join(schemas, schemaFiles[schema])]
    const { status, stderr } = spawnSync('xmllint', [...options, ...files], { encoding: 'utf8' })
    return status === 0 ? '' : stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}
