import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Report, Task } from './runner.ts'

export interface Outcome {
  /** Test files that failed, with the first test of each. */
  failed: { test: string; why: string }[]
  /** How long each file took that ended. */
  millis: Record<string, number>
}

/** A process that runs tests on changed texts; it is started anew after a mistake that never ended. */
export class Trial {
  #child: ChildProcess | null = null
  readonly #bail: boolean

  constructor(bail: boolean) {
    this.#bail = bail
  }

  /**
   * Never refused: a process that ends, or never does, is an outcome too. `patience`: milliseconds without word after
   * which a test is taken for a loop without end.
   */
  run(texts: Record<string, string>, tests: string[], patience: number): Promise<Outcome> {
    return new Promise((resolve) => {
      const outcome: Outcome = { failed: [], millis: {} }
      const child = this.#started()
      const failBy = (why: string): void => {
        this.end()
        outcome.failed.push({ test: tests[Object.keys(outcome.millis).length] ?? '', why })
        resolve(outcome)
      }
      let watch = setTimeout(failBy, patience, 'no end')
      child.removeAllListeners()
      child.on('exit', () => {
        clearTimeout(watch)
        failBy('the process ended')
      })
      child.on('message', (report: Report) => {
        clearTimeout(watch)
        if ('done' in report) return resolve(outcome)
        outcome.millis[report.test] = report.millis
        if (!report.passed) outcome.failed.push({ test: report.test, why: report.why })
        watch = setTimeout(failBy, patience, 'no end')
      })
      child.send({ texts, tests } satisfies Task)
    })
  }

  #started(): ChildProcess {
    this.#child ??= fork(join(import.meta.dirname, 'runner.ts'), [this.#bail ? 'bail' : 'all'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    return this.#child
  }

  /** Ends the process and the workers that it started. */
  end(): void {
    const child = this.#child
    this.#child = null
    child?.removeAllListeners()
    if (child?.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }
}
