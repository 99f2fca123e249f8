import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = join(import.meta.dirname, '../src/http/docs')
/** Where the texts lie that the service serves: JSON is what bundler, tests and `tsx` all read, on both hosts. */
export const servedPath = join(folder, 'served.json')

/** The files of the documentation's page by their names: markup and style as they are, the script made of its modules. */
export async function docsFiles(): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'docs.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    absWorkingDir: folder,
    write: false,
    logLevel: 'warning',
  })
  const read = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
  return {
    'page.html': read('page.html'),
    'docs.css': read('docs.css'),
    'docs.js': outputFiles[0]?.text as string,
  }
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(servedPath, `${JSON.stringify(await docsFiles(), null, 2)}\n`)
