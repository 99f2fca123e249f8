import { builtinModules } from 'node:module'
import { build, type Plugin } from 'esbuild'

/**
 * Bundles an entry for the edge: one ECMAScript module in which everything is contained but what the platform itself
 * offers, `cloudflare:` and `node:` modules.
 */
export async function bundleForEdge(entry: string, minify = true): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify,
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
  return outputFiles[0]?.text as string
}

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
  const { mkdirSync, writeFileSync } = await import('node:fs')
  const { dirname } = await import('node:path')
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, await bundleForEdge(entry))
}
