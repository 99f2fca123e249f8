import type { ObjectState } from 'cloudflare:workers'
import { DirectoryObject as Directory } from '../../src/hosts/edge/directory.ts'
import type { EdgeServices } from '../../src/hosts/edge/host.ts'
import { LedgerObject as Ledger } from '../../src/hosts/edge/ledger.ts'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import { fastClock } from './fast-clock.ts'

export { default } from '../../src/hosts/edge/worker.ts'

/** The Worker on a clock that runs faster than that of the world, alarms too: hours pass in seconds. */

type FastEnv = EdgeEnv & { STARTED_AT: string }

function hurry({ storage }: ObjectState, env: FastEnv): void {
  const { worldAt } = fastClock(Number(env.STARTED_AT))
  const setAlarm = storage.setAlarm.bind(storage)
  storage.setAlarm = (atMs) => setAlarm(worldAt(atMs))
}

const around = (env: EdgeEnv): EdgeServices => {
  const { now } = fastClock(Number((env as FastEnv).STARTED_AT))
  return { clock: () => new Date(now()), pause: async () => {}, print: console.log }
}

export class DirectoryObject extends Directory {
  constructor(ctx: ObjectState, env: FastEnv) {
    super(ctx, env)
    hurry(ctx, env)
  }

  protected override edgeServices(): EdgeServices {
    return around(this.env)
  }
}

export class LedgerObject extends Ledger {
  constructor(ctx: ObjectState, env: FastEnv) {
    super(ctx, env)
    hurry(ctx, env)
  }

  protected override edgeServices(): EdgeServices {
    return around(this.env)
  }
}
