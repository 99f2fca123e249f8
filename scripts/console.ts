import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type BuildOptions, build, context, type Metafile, type OutputFile, type Plugin } from 'esbuild'

/**
 * `tsx scripts/console.ts FOLDER [--watch]`: builds the console into a folder, as both hosts serve it. `index.html` names
 * what a first load takes; everything else lies in `console/` under names that hold a hash of the content, so that it may
 * be kept for ever. Beside each file that shrinks lies what gzip makes of it.
 */

const source = join(import.meta.dirname, '../src/console')
const entries = { script: 'main.tsx', style: 'styles/console.css' }

/** Whether the page of the parts, of which screens are made, is among them. */
interface Shown {
  withParts: boolean
}

/** What is built, by its path under the address of the service, with its bytes. */
type Files = Record<string, Uint8Array>

const options = ({ withParts }: Shown): BuildOptions => ({
  absWorkingDir: source,
  entryPoints: Object.values(entries),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  define: {
    // Preact looks for it; nothing else is told apart by it.
    'process.env.NODE_ENV': '"production"',
    'process.env.CONSOLE_PARTS': withParts ? '"shown"' : '""',
  },
  outdir: '/console',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.wasm': 'file', '.svg': 'file' },
  publicPath: '/console',
  metafile: true,
  write: false,
  logLevel: 'warning',
})

/** The files of the console as they are served; `withParts` as those have it who work on it. */
export async function consoleFiles(shown: Shown = { withParts: false }): Promise<Files> {
  const { outputFiles, metafile } = await build(options(shown))
  return filesOf(outputFiles as OutputFile[], metafile as Metafile)
}

function filesOf(outputs: readonly OutputFile[], metafile: Metafile): Files {
  const built = Object.entries(metafile.outputs).map(([path, { entryPoint, imports }]) => ({
    url: urlOf(path),
    entryPoint,
    // What is loaded at once, not when it is first needed.
    imports: imports.filter(({ kind }) => kind === 'import-statement').map((taken) => urlOf(taken.path)),
  }))
  const ofEntry = (name: string) => built.find(({ entryPoint }) => entryPoint === name)
  const script = ofEntry(entries.script)
  const page = readFileSync(join(source, 'index.html'), 'utf8')
    .replaceAll('\r\n', '\n')
    .replace('STYLE', ofEntry(entries.style)?.url as string)
    .replace('SCRIPT', script?.url as string)
    .replace(
      'PARTS',
      (script?.imports ?? []).map((url) => `<link rel="modulepreload" href="${url}">`).join(''),
    )
  const files: Files = { 'index.html': new TextEncoder().encode(page) }
  for (const { path, contents } of outputs) files[urlOf(path).slice(1)] = contents
  return files
}

/** Paths of outputs are relative to the sources, or absolute on the disk. */
const urlOf = (path: string): string => `/console/${path.split(/[\\/]/).at(-1)}`

/** Writes them into a folder, which has nothing else then. */
export function writeConsole(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    const packed = gzipSync(bytes, { level: 9 })
    if (packed.length < bytes.length * 0.9) writeFileSync(`${path}.gz`, packed)
  }
}

/** Writes the console whenever a source of it changed. */
async function watch(folder: string): Promise<void> {
  const writing: Plugin = {
    name: 'writing',
    setup: ({ onEnd }) => {
      onEnd(({ outputFiles, metafile }) => {
        if (outputFiles && metafile) writeConsole(folder, filesOf(outputFiles, metafile))
      })
    },
  }
  const watching = await context({ ...options({ withParts: true }), plugins: [writing] })
  await watching.watch()
}

const [, script, folder, how] = process.argv
if (script === import.meta.filename && folder !== undefined) {
  if (how === '--watch') await watch(folder)
  else writeConsole(folder, await consoleFiles())
}
