import { Pace } from '../../ksef/pace.ts'
import type { NodeDatabases } from './databases.ts'

/** That KSeF wants no calls for a while holds after a restart too. */
export function paceOf(directory: NodeDatabases['directory']): Pace {
  const setting = 'ksef-wait-until-ms'
  const until = Number(directory.setting(setting) ?? 0)
  return new Pace(until, (ms) => directory.putSetting(setting, String(ms)))
}
