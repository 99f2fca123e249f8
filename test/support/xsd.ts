import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Validation against the published schemas, which are not part of this repository. */

const schemas = fileURLToPath(new URL('../../../shared/', import.meta.url))

const schemaFiles = {
  'FA (3)': 'ksef/xsd/schemat_FA(3)_v1-0E.xsd',
  FA_RR: 'ksef/xsd/schemat_FA_RR(1)_v1-1E.xsd',
} as const

/** Why nothing can be validated here (tool or schemas missing), or null. */
export function whyNoXsd(): string | null {
  if (spawnSync('xmllint', ['--version']).error) return 'xmllint is not installed'
  const missing = Object.values(schemaFiles).find((file) => !existsSync(join(schemas, file)))
  return missing ? `../shared/${missing} is missing` : null
}

/** What xmllint has against the documents: one text for all of them, empty when all are valid. */
export function xsdProblems(schema: keyof typeof schemaFiles, documents: Uint8Array[]): string {
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
