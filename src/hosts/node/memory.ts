import { totalmem } from 'node:os'

const megabyte = 1024 * 1024
/** One largest package must find room; beyond a gigabyte no more connections are worth it. */
const [least, most] = [110 * megabyte, 1024 * megabyte]

/** How many bytes of bodies may be under way: a quarter of the memory that the machine, or its container, has. */
export function bodyBudget(memory = availableMemory()): number {
  return Math.min(most, Math.max(least, Math.floor(memory / 4)))
}

/** Without a limit of a container the system names none, or one beyond the machine. */
function availableMemory(): number {
  const constrained = process.constrainedMemory() ?? 0
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}
