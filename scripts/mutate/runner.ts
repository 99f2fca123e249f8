import { join, relative } from 'node:path'
import { createVitest, type TestModule } from 'vitest/node'
import config from '../../vitest.config.ts'
import { root } from './rooms.ts'

/** What a runner is asked: to run tests in this order while files have other texts. */
export interface Task {
  texts: Record<string, string>
  tests: string[]
}
/** A runner says that a test file has ended, and at last that all have. */
export type Report = { test: string; passed: boolean; millis: number; why: string } | { done: true }

/**
 * One vitest for many runs, in a process of its own: a mistake may loop forever, then the process is ended. A file's
 * other text is put in when the tests load it; nothing is written to the disk.
 */
let texts: Record<string, string> = {}
let order: string[] = []
const say = (report: Report): void => {
  process.send?.(report)
}

const vitest = await createVitest(
  'test',
  {
    config: false,
    root,
    watch: false,
    cache: false,
    include: ['test/**/*.test.ts'],
    alias: config.test?.alias ?? {},
    isolate: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    bail: process.argv[2] === 'bail' ? 1 : 0,
    silent: true,
    reporters: [{ onTestModuleEnd: (module) => say(outcomeOf(module)) }],
    sequence: {
      sequencer: class {
        shard = async <Spec>(specs: Spec[]) => specs
        sort = async <Spec extends { moduleId: string }>(specs: Spec[]) =>
          [...specs].sort((a, b) => order.indexOf(a.moduleId) - order.indexOf(b.moduleId))
      },
    },
  },
  {
    plugins: [
      {
        name: 'mistakes',
        enforce: 'pre' as const,
        transform: (_code: string, id: string) => texts[relative(root, id)] ?? null,
      },
    ],
  },
)

function outcomeOf(module: TestModule): Report {
  const failed = [...module.children.allTests('failed')][0]
  const message = failed?.result().errors?.[0]?.message ?? module.errors()[0]?.message ?? ''
  const why = `${failed?.name ?? ''}: ${message}`
  const { duration, prepareDuration, setupDuration, collectDuration } = module.diagnostic()
  return {
    test: relative(root, module.moduleId),
    passed: module.state() !== 'failed',
    millis: Math.round(duration + prepareDuration + setupDuration + collectDuration),
    why,
  }
}

async function run(task: Task): Promise<void> {
  const touched = [...Object.keys(texts), ...Object.keys(task.texts)]
  texts = task.texts
  order = task.tests.map((test) => join(root, test))
  for (const file of touched) vitest.invalidateFile(join(root, file))
  vitest.state.errorsSet.clear()
  const project = vitest.getRootProject()
  await vitest.runTestSpecifications(order.map((path) => project.createSpecification(path)))
  say({ done: true })
}

let last: Promise<void> = vitest.standalone()
process.on('message', (task: Task) => {
  last = last.then(() => run(task))
})
