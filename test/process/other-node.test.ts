import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codesHere } from '../../src/hosts/node/files.ts'
import type { FileCodes } from '../../src/ingest/file-codes.ts'
import { enlarged, qrCode } from '../support/files.ts'
import { document, seller } from '../support/hostile.ts'
import { faXml, qrI, qrII } from '../support/ksef.ts'
import { drawn, locked, type PdfPage, pdf, written } from '../support/pdf.ts'
import { bundleThread } from '../support/process.ts'

/**
 * A file says the same under every version of Node: what it says decides mode, day of receipt and marker. The files are
 * read here, and by the Node at OTHER_NODE (`OTHER_NODE=…/node npx vitest run test/process/other-node.test.ts`); with the
 * sample PDFs in `../shared/pdf` these too.
 */

const other = process.env.OTHER_NODE
const samples = fileURLToPath(new URL('../../../shared/pdf', import.meta.url))
const xml = faXml(document('N/1'))
const links = [qrI(seller, '2026-06-10', xml), qrII(seller, xml)]
const [one, two] = await Promise.all(links.map(qrCode))
const behindText: PdfPage = {
  content: `${written('Faktura', 'N/1')}${drawn(one!, 60, 600)}${written('CERTYFIKAT')}${drawn(two!, 300, 600)}`,
}
const pages: Record<string, Uint8Array> = {
  'behind-text': pdf([behindText]),
  'pictures-behind-text': pdf([
    { pictures: [enlarged(one!, 3, 4)], content: written('OFFLINE') },
    behindText,
  ]),
  'something-missing': pdf([{ content: `/Nope Do ${behindText.content}` }]),
  locked: pdf([behindText], { trailer: locked }),
}

let thread: Awaited<ReturnType<typeof bundleThread>>
beforeAll(async () => {
  if (other) thread = await bundleThread('files')
})
afterAll(() => thread?.remove())

const script = `
  const [, script, ...files] = process.argv
  const { codesHere } = await import(script)
  const { readFileSync } = await import('node:fs')
  const read = (file) => codesHere(Uint8Array.from(readFileSync(file)), 'application/pdf').catch(({ code }) => code)
  const answers = []
  for (const file of files) answers.push(await read(file))
  console.log(JSON.stringify(answers))`

function readBy(node: string, files: string[]): (FileCodes | string)[] {
  const args = ['--input-type=module', '-e', script, thread.script.href, ...files]
  return JSON.parse(execFileSync(node, args, { encoding: 'utf8', maxBuffer: 1 << 26 }))
}

it.skipIf(!other)('codes behind text are read by another Node as here', async () => {
  const files = Object.entries(pages).map(([name, bytes]) => {
    const file = join(thread.folder, `${name}.pdf`)
    writeFileSync(file, bytes)
    return file
  })
  const answers = readBy(other as string, files)
  const found = { links: expect.arrayContaining(links) }
  const whole = { ...found, complete: true }
  expect(answers).toMatchObject([whole, whole, { ...found, complete: false }, 'file-encrypted'])
  const here = await Promise.all(
    Object.values(pages).map((bytes) => codesHere(bytes, 'application/pdf').catch(({ code }) => code)),
  )
  expect(answers).toEqual(here)
})

it.skipIf(!other || !existsSync(samples))(
  'sample PDFs are read by another Node as here',
  { timeout: 300_000 },
  async () => {
    const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.pdf'))
      .map((name) => join(samples, name))
    const answers = readBy(other as string, files)
    for (const [index, file] of files.entries()) {
      const here = await codesHere(Uint8Array.from(readFileSync(file)), 'application/pdf').catch(
        ({ code }) => code,
      )
      expect([file, answers[index]]).toEqual([file, here])
    }
  },
)
