import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a --cpu-prof says: self time and inclusive time per function, as shares of the time not idle. */

type Frame = { functionName: string; url: string; lineNumber: number }
type ProfileNode = { id: number; callFrame: Frame; children?: number[] }
type Profile = { nodes: ProfileNode[]; samples: number[]; timeDeltas: number[] }
export type Share = { name: string; share: number }

/** Which source file each line of a bundle comes from: esbuild writes its path above. */
function sourcesOf(bundle: string): (line: number) => string {
  let current = 'bundle'
  const sources = readFileSync(bundle, 'utf8')
    .split('\n')
    .map((text) => {
      current = /^\/\/ ((?:src|drizzle|test)\/\S+)$/.exec(text)?.[1] ?? current
      return current
    })
  return (line) => sources[line] ?? 'bundle'
}

const nameOf = ({ functionName, url, lineNumber }: Frame): string =>
  `${functionName || '(anonymous)'}${url ? ` ${url.replace(/^.*(node_modules|\/)/, '').slice(-40)}:${lineNumber + 1}` : ''}`

/** Self time by source file, by package, and by part of Node. */
export interface Reading {
  milliseconds: number
  parts: Share[]
  self: Share[]
  inclusive: Share[]
}

export function readProfile(folder: string, bundle: string): Reading {
  const sourceOf = sourcesOf(bundle)
  const partOf = ({ functionName, url, lineNumber }: Frame): string => {
    if (url.endsWith('.js') && !url.includes('node_modules')) return sourceOf(lineNumber)
    const pack = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]
    return pack ?? (url === '' ? functionName : url)
  }
  // Threads write one too; the last but one number of the name is theirs, and the event loop has 0.
  const file = readdirSync(folder).find((name) => /\.0\.\d+\.cpuprofile$/.test(name))
  if (!file) throw new Error(`There is no profile in ${folder}.`)
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile
  const times = new Map<number, number>()
  for (const [i, id] of profile.samples.entries())
    times.set(id, (times.get(id) ?? 0) + (profile.timeDeltas[i] ?? 0))
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const self = new Map<string, number>()
  const inclusive = new Map<string, number>()
  const parts = new Map<string, number>()
  let total = 0
  const add = (sums: Map<string, number>, name: string, time: number) =>
    sums.set(name, (sums.get(name) ?? 0) + time)
  const walk = (id: number, above: ReadonlySet<string>): number => {
    const node = nodes.get(id) as ProfileNode
    const name = nameOf(node.callFrame)
    const idle = ['(idle)', '(root)'].includes(name)
    const own = idle ? 0 : (times.get(id) ?? 0)
    add(self, name, own)
    add(parts, partOf(node.callFrame), own)
    total += own
    const inside = new Set(above).add(name)
    const whole = (node.children ?? []).reduce((sum, child) => sum + walk(child, inside), own)
    if (!above.has(name)) add(inclusive, name, whole)
    return whole
  }
  walk(profile.nodes[0]?.id ?? 1, new Set())
  const shares = (sums: Map<string, number>): Share[] =>
    [...sums]
      .map(([name, time]) => ({ name, share: time / total }))
      .sort((a, b) => b.share - a.share)
      .filter(({ share, name }) => share >= 0.003 && name !== '(root)')
  return {
    milliseconds: total / 1000,
    parts: shares(parts),
    self: shares(self),
    inclusive: shares(inclusive),
  }
}

/** Prints what a service did that wrote a profile into a folder. */
export function tellProfile(what: string, folder: string, bundle: string): void {
  const { milliseconds, parts, self, inclusive } = readProfile(folder, bundle)
  console.log(`\n${what}: the event loop was busy for ${Math.round(milliseconds)} ms`)
  for (const [title, shares] of Object.entries({ 'by file or package': parts, self, inclusive })) {
    console.log(title)
    for (const { name, share } of shares.slice(0, 25))
      console.log(`  ${(share * 100).toFixed(1).padStart(5)} %  ${name}`)
  }
}
