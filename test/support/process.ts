import { type ChildProcess, execSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { adminKey } from './admin-key.ts'
import type { Api } from './api.ts'
import { builtOnce } from './built.ts'
import { apiAt } from './hostile.ts'

/** The real service as a child process, bundled once as `npm start` does. */

const root = join(import.meta.dirname, '../..')

/** What the build script makes, without the typed client, which is for who installs the package, and which takes as long again. */
const builtService = (): Promise<string> =>
  builtOnce('service', (folder) => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`
    const [bundling] = scripts.build.split(' && ')
    const bundle = join(folder, 'dist')
    execSync(bundling.replaceAll(/\bdist\b/g, bundle), { cwd: root, env: { ...process.env, PATH: path } })
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  })

export interface Bundle {
  entry: string
  dataDir: string
  remove(): void
}
/** The service as it is built, which nobody may change, and a data directory to come of one's own. */
export async function bundleService(): Promise<Bundle> {
  const entry = join(await builtService(), 'dist/node.js')
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  return {
    entry,
    dataDir: join(folder, 'data'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The script of a thread, bundled as the build script does, and the folder in which it lies alone. */
export async function bundleThread(name: string): Promise<{ script: URL; folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  await build({
    entryPoints: [join(root, `src/hosts/node/${name}.ts`)],
    bundle: true,
    minifySyntax: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outdir: folder,
    logLevel: 'warning',
  })
  const script = pathToFileURL(join(folder, `${basename(name)}.js`))
  return { script, folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface RunningService {
  api: Api
  url: string
  pid: number
  /** What the process has written so far. */
  output: { out: string; err: string }
  /** Ends it and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

/** Starts the service on a free port and waits until it listens. */
export async function startService(
  entry: string,
  dataDir: string,
  env: Record<string, string> = {},
  /** How many files it may have open; as many as these tests when left out. */
  files?: number,
): Promise<RunningService> {
  const key = env.ADMIN_KEY ?? adminKey
  const [command, ...args] =
    files === undefined
      ? [process.execPath, entry]
      : ['sh', '-c', `ulimit -n ${files} && exec "$0" "$1"`, process.execPath, entry]
  const child = spawn(command as string, args, {
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, ADMIN_KEY: key, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.out += text
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the service ended (${code}): ${output.err}`)))
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.err += text
      const port = /localhost:(\d+)/.exec(output.err)?.[1]
      if (port !== undefined) resolve(`http://localhost:${port}`)
    })
  })
  return {
    api: apiAt(url, key),
    url,
    pid: child.pid as number,
    output,
    end: (signal) => ended(child, signal),
  }
}

function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  const gone = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  child.kill(signal)
  return gone
}
