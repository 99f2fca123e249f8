import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { driverFor } from '../../src/hosts/node/sqlite.ts'

/** Which SQLite driver is loaded on which Node, and that both are installed without being compiled needlessly. */

describe('the driver of a Node', () => {
  it.each([
    ['20.19.0', '9', 'better-sqlite3-node20'],
    ['20.20.2', '9', 'better-sqlite3-node20'],
    ['22.14.0', '10', 'better-sqlite3'],
    ['24.21.0', '10', 'better-sqlite3'],
    ['26.10.0', '10', 'better-sqlite3'],
  ])('of %s with Node-API %s is %s', (node, napi, expected) => {
    expect(driverFor({ node, napi })).toBe(expected)
  })
  it.each([
    ['18.20.0', '9'],
    ['20.11.1', '9'],
    ['22.13.1', '9'],
  ])('there is none for %s, and what to start instead is said before anything is loaded', (node, napi) => {
    expect(() => driverFor({ node, napi })).toThrow(
      `This is Node ${node}, for which there is no SQLite driver here. Start the service with Node 20.19 or later, 22.14 or later, 24 or 26.`,
    )
  })
  it('is refused also where a Node does not say its Node-API', () => {
    expect(() => driverFor({ node: '8.0.0' })).toThrow('This is Node 8.0.0')
  })
})

describe('the lockfile', () => {
  const { packages } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8'),
  ) as {
    packages: Record<string, { version?: string; gypfile?: boolean; optional?: boolean; resolved?: string }>
  }

  it('says that the newer driver brings its binaries: npm would compile it, and drops the line when it rewrites the file', () => {
    expect(packages['node_modules/better-sqlite3']).toMatchObject({ gypfile: false, optional: true })
    expect(packages['node_modules/better-sqlite3-node20']).toMatchObject({ optional: true })
  })
  it('names no address to download from', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })
})
