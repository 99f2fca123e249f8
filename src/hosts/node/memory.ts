import { totalmem } from 'node:os'

const megabyte = 1024 * 1024
/** One largest package must find room; beyond a gigabyte no more connections are worth it. */
const [least, most] = [110 * megabyte, 1024 * megabyte]

/** How many bytes of bodies may be under way: a quarter of the memory that the machine, or its container, has. */
export function bodyBudget(memory = availableMemory()): number {
  return Math.min(most, Math.max(least, Math.floor(memory / 4)))
}

/** What reading one file may take: a page at 500 dpi needs some 200 MB, and more than 768 MB no sound file does. */
const [leastForFile, mostForFile] = [192 * megabyte, 768 * megabyte]

/** By how many bytes the process may grow while a file is read: a quarter of the memory that there is. */
export const fileBudget = (memory = availableMemory()): number =>
  Math.min(mostForFile, Math.max(leastForFile, Math.floor(memory / 4)))

/** Measured: 0.8 MB with the tables and indexes as SQLite knows them, statements, and pages that were read; more of a large one. */
const ledgerBytes = megabyte
/** However little memory there is, those who work at the same time do not close each other's ledgers. */
const leastLedgers = 16

/** How many ledgers may be open for the next request: an eighth of the memory is for them. */
export const openLedgersIn = (memory = availableMemory()): number =>
  Math.max(leastLedgers, Math.floor(memory / 8 / ledgerBytes))

/** Without a limit of a container the system names none, or one beyond the machine. */
function availableMemory(): number {
  const constrained = process.constrainedMemory() ?? 0
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}
