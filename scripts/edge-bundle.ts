import { builtinModules } from 'node:module'
import { type BuildOptions, build, type Plugin } from 'esbuild'

/**
 * Bundles an entry for the edge: one ECMAScript module in which everything is contained but what the platform itself
 * offers, `cloudflare:` and `node:` modules.
 */
export async function bundleForEdge(entry: string, minify = true): Promise<string> {
  const { outputFiles } = await build({ ...options(entry), minify, write: false })
  return outputFiles[0]?.text as string
}

/** Writes the bundle, and beside it the map by which the platform tells where in the source an error came from. */
export async function writeForEdge(entry: string, target: string): Promise<void> {
  const named = { outfile: target, sourcemap: 'linked', sourcesContent: false } as const
  await build({ ...options(entry), ...named, minify: true })
}

const options = (entry: string): BuildOptions => ({
  entryPoints: [entry],
  bundle: true,
  // The names of classes are seen: errors are told by theirs.
  keepNames: true,
  format: 'esm',
  target: 'es2023',
  platform: 'browser',
  conditions: ['workerd', 'worker', 'import'],
  mainFields: ['module', 'main'],
  external: ['node:*', 'cloudflare:*'],
  plugins: [platformModules],
  logLevel: 'warning',
})

/** Packages name the modules of Node.js without `node:`, and require them, which a module cannot: both are led to an import. */
const platformModules: Plugin = {
  name: 'platform-modules',
  setup({ onResolve, onLoad }) {
    const names = new RegExp(`^(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`)
    onResolve({ filter: names }, ({ path }) => ({ path, namespace: 'platform' }))
    onLoad({ filter: /.*/, namespace: 'platform' }, ({ path }) => ({
      contents: `import all from 'node:${path}'\nmodule.exports = all`,
      loader: 'js',
    }))
  },
}

const [, script, entry, target] = process.argv
if (script === import.meta.filename && entry !== undefined && target !== undefined) {
  await writeForEdge(entry, target)
}
