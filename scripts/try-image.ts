import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { type BuildStage, contextOf, type Step, stagesOf } from './dockerfile.ts'
import { tryService } from './try-service.ts'

/**
 * `npm run test:image`: does what the Dockerfile says, without an engine for containers: each stage in a root of its own,
 * laid over this system in place of the base image; then starts the last one as an engine would, with its root read-only,
 * as its user, without capabilities, and asks its health check. Needs Linux and root, since it mounts; what it mounts is
 * seen by itself alone, and gone when it ends.
 */

const root = join(import.meta.dirname, '..')
const inNamespace = 'KSEF_RECONCILE_MOUNTS'
if (process.env[inNamespace] === undefined) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    console.error('This mounts file systems in a namespace of its own: run it on Linux as root.')
    process.exit(1)
  }
  const again = ['--mount', process.execPath, ...process.execArgv, import.meta.filename]
  const { status } = spawnSync('unshare', again, {
    stdio: 'inherit',
    env: { ...process.env, [inNamespace]: '1' },
  })
  process.exit(status ?? 1)
}

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-image-'))
const mount = (...args: string[]): void => {
  execFileSync('mount', args, { stdio: 'inherit' })
}
/** What an engine hands in by itself, and how a machine reaches a registry. */
const base = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(https?|no)_proxy$/i.test(name))),
}

/** A stage while it is built. */
interface Built {
  at: string
  env: Record<string, string>
  workdir: string
  user: { uid: number; gid: number } | null
}

try {
  mount('-t', 'tmpfs', '-o', 'mode=0755', 'none', folder)
  const stages = stagesOf(readFileSync(join(root, 'docs/deployment/Dockerfile'), 'utf8'))
  const built = new Map<string, Built>()
  for (const stage of stages) built.set(stage.name ?? 'image', build(stage, built))
  await run(stages.at(-1) as BuildStage, [...built.values()].at(-1) as Built)
} finally {
  spawnSync('umount', ['--recursive', '--lazy', folder])
  rmSync(folder, { recursive: true, force: true })
}

function build(stage: BuildStage, others: Map<string, Built>): Built {
  const major = Number(/^node:(\d+)-/.exec(stage.image)?.[1])
  assert.ok(major >= 20, `${stage.image} is an image of Node that the service runs on`)
  console.log(`${stage.image}: this system in its place, with Node ${process.version}`)
  const layers = join(folder, `stage-${others.size}`)
  const at = join(layers, 'root')
  for (const name of ['upper', 'work', 'root']) mkdirSync(join(layers, name), { recursive: true })
  mount('-t', 'overlay', '-o', `lowerdir=/,upperdir=${layers}/upper,workdir=${layers}/work`, 'none', at)
  for (const name of ['/src', '/app', '/data', '/node_modules', '/package.json'])
    assert.ok(!existsSync(join(at, name)), `${name} is not there before, for this system must not lend it`)
  mount('--rbind', '/dev', join(at, 'dev'))
  mount('-t', 'proc', 'proc', join(at, 'proc'))
  const state: Built = { at, env: { ...base }, workdir: '/', user: null }
  for (const step of stage.steps) carryOut(step, state, others)
  return state
}

function carryOut(step: Step, state: Built, others: Map<string, Built>): void {
  const inside = (path: string) => posix.resolve(state.workdir, path)
  if (step.name === 'ENV') Object.assign(state.env, step.values)
  else if (step.name === 'USER') state.user = step
  else if (step.name === 'WORKDIR') {
    state.workdir = inside(step.path)
    mkdirSync(join(state.at, state.workdir), { recursive: true })
  } else if (step.name === 'RUN') {
    console.log(`RUN ${step.command}`)
    execFileSync('chroot', within(state, ['sh', '-c', step.command]), {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } else {
    const allowed = contextOf(readFileSync(join(root, '.dockerignore'), 'utf8'))
    const from = step.from === null ? root : (others.get(step.from)?.at as string)
    for (const source of step.sources) {
      if (step.from === null) assert.ok(allowed.includes(source), `.dockerignore lets ${source} in`)
      const target = inside(step.target)
      // Of a folder its content is copied, a file goes into a target that ends in a slash or is a folder.
      const isFolder = statSync(join(from, source)).isDirectory()
      const into =
        isFolder || !step.target.endsWith('/') ? target : posix.join(target, posix.basename(source))
      cpSync(join(from, source), join(state.at, into), { recursive: true, verbatimSymlinks: true })
    }
  }
}

/** A command in a root, with nothing of our surroundings. */
function within({ at, env, workdir, user }: Built, command: string[]): string[] {
  const dropped =
    user === null
      ? []
      : `setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all`.split(
          ' ',
        )
  const values = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return [at, ...dropped, 'env', '-i', '-C', workdir, ...values, ...command]
}

async function run(stage: BuildStage, image: Built): Promise<void> {
  assert.ok(image.user !== null && image.user.uid > 0, 'it does not run as root')
  for (const left of [
    'src',
    'node_modules/esbuild',
    'node_modules/typescript',
    'node_modules/vitest',
    '.git',
  ])
    assert.ok(!existsSync(join(image.at, 'app', left)), `${left} is not in the image`)
  const size = execFileSync('du', ['-sm', join(image.at, 'app')], { encoding: 'utf8' }).split('\t')[0]
  console.log(`/app has ${size} MB`)

  const at = join(folder, 'running')
  mkdirSync(at)
  mount('--bind', image.at, at)
  mount('-o', 'remount,bind,ro', at)
  for (const volume of stage.volumes) {
    const kept = join(folder, 'volumes', volume)
    // A new volume begins with what the image has there, its owner and mode too.
    mkdirSync(join(kept, '..'), { recursive: true })
    execFileSync('cp', ['-a', join(image.at, volume), kept])
    mount('--bind', kept, join(at, volume))
  }
  mount('-t', 'tmpfs', '-o', 'mode=1777,noexec,nosuid,nodev', 'none', join(at, 'tmp'))
  mount('--rbind', '/dev', join(at, 'dev'))
  mount('-t', 'proc', 'proc', join(at, 'proc'))

  const started: Built = { ...image, at, env: { ...image.env, HOME: '/' } }
  const inContainer = (env: Record<string, string>, command: string[]) =>
    within({ ...started, env: { ...started.env, ...env } }, command)
  await tryService(
    (env) => ({
      command: 'chroot',
      args: inContainer(env, stage.command as string[]),
      cwd: '/',
      env: { PATH: base.PATH },
    }),
    (port) => {
      const env = { PORT: String(port) }
      execFileSync('chroot', inContainer(env, stage.healthCheck as string[]), { stdio: 'inherit' })
      const bad = spawnSync('chroot', inContainer({ PORT: '1' }, stage.healthCheck as string[]))
      assert.equal(bad.status, 1, 'the health check tells a service that is not there')
      for (const path of ['/app/dist/node.js', '/etc/passwd', '/new']) {
        const { status } = spawnSync('chroot', inContainer(env, ['sh', '-c', `echo >> ${path}`]))
        assert.notEqual(status, 0, `${path} is not written`)
      }
    },
  )
  const data = statSync(join(at, 'data'))
  assert.deepEqual([data.uid, data.mode & 0o777], [image.user.uid, 0o700], 'the data is for its user alone')
  assert.ok(existsSync(join(at, 'data/directory.sqlite')), 'the data is in the volume')
  assert.deepEqual(stage.ports, [Number(image.env.PORT)], 'the port that is exposed is the one it listens on')
  console.log(
    'built, started on a read-only root without capabilities, healthy, ended by SIGTERM, started again',
  )
}
