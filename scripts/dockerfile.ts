/** A Dockerfile as far as ours goes: what is not known here is refused, so that nothing in it stays untried. */

export type Step =
  | { name: 'RUN'; command: string }
  | { name: 'WORKDIR'; path: string }
  | { name: 'COPY'; from: string | null; sources: string[]; target: string }
  | { name: 'ENV'; values: Record<string, string> }
  | { name: 'USER'; uid: number; gid: number }

export interface BuildStage {
  image: string
  name: string | null
  steps: Step[]
  volumes: string[]
  ports: number[]
  healthCheck: string[] | null
  command: string[] | null
}

/** @throws Error for an instruction, or a way to write one, that this does not know */
export function stagesOf(dockerfile: string): BuildStage[] {
  const stages: BuildStage[] = []
  for (const line of dockerfile.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, name = '', rest = ''] = /^([A-Z]+) +(.+)$/.exec(line) ?? []
    if (name === 'FROM') {
      const [, image = '', as = null] = /^(\S+)(?: AS (\S+))?$/.exec(rest) ?? []
      stages.push({ image, name: as, steps: [], volumes: [], ports: [], healthCheck: null, command: null })
      continue
    }
    const stage = stages.at(-1)
    if (stage === undefined || !instruct(stage, name, rest))
      throw new Error(`Not tried, for not known: ${line}`)
  }
  return stages
}

function instruct(stage: BuildStage, name: string, rest: string): boolean {
  const list = () => JSON.parse(rest.replace(/^(?:--\S+ +)*(?:CMD +)?/, '')) as string[]
  if (name === 'RUN') stage.steps.push({ name, command: rest })
  else if (name === 'WORKDIR') stage.steps.push({ name, path: rest })
  else if (name === 'COPY') {
    const [, from = null, paths = ''] = /^(?:--from=(\S+) +)?([^-].*)$/.exec(rest) ?? []
    const sources = paths.split(/ +/)
    const target = sources.pop() ?? ''
    if (sources.length === 0) return false
    stage.steps.push({ name, from, sources, target })
  } else if (name === 'ENV') {
    const values = Object.fromEntries(rest.split(/ +/).map((pair) => pair.split('=') as [string, string]))
    stage.steps.push({ name, values })
  } else if (name === 'USER') {
    const [uid = NaN, gid = NaN] = rest.split(':').map(Number)
    if (!(uid > 0 && gid > 0)) return false
    stage.steps.push({ name, uid, gid })
  } else if (name === 'VOLUME') stage.volumes.push(...list())
  else if (name === 'EXPOSE') stage.ports.push(Number(rest))
  else if (name === 'HEALTHCHECK') stage.healthCheck = list()
  else if (name === 'CMD') stage.command = list()
  else return false
  return true
}

/** What `.dockerignore` lets in, where it leaves out everything but what it names. @throws Error for another pattern */
export function contextOf(dockerignore: string): string[] {
  const [first, ...named] = dockerignore.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  if (first !== '*' || named.some((line) => !/^![\w.-]+$/.test(line)))
    throw new Error('.dockerignore must be * and then names at the top, each after an exclamation mark.')
  return named.map((line) => line.slice(1))
}
