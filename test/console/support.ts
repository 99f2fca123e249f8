import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from '@hono/node-server'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { consoleFiles, writeConsole } from '../../scripts/console.ts'
import { consoleIn } from '../../src/hosts/node/console.ts'
import { createNodeService, type NodeServiceOptions } from '../../src/hosts/node/service.ts'
import type { Language } from '../../src/texts/language.ts'
import { adminKey } from '../support/admin-key.ts'
import type { Api } from '../support/api.ts'
import { builtOnce } from '../support/built.ts'
import { apiAt } from '../support/hostile.ts'

/** The console in a real browser, against a service on a port of this machine. */

/** The first opens no windows, not even unseen ones, and takes a quarter less of the processor for the same pages. */
const places = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
)
const executablePath = process.env.CHROMIUM ?? places.find((path) => existsSync(path))

/** Whether there is no browser here: tests in one skip then, and this says so. */
export const noBrowser = executablePath === undefined
if (noBrowser) console.warn('There is no Chromium here: the tests of the console in a browser are skipped.')

/** It asks nobody anything by itself. */
const flags =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

let browser: Promise<Browser> | null = null
/** One browser for all test files of a process; it ends with that. */
const openBrowser = (): Promise<Browser> => {
  browser ??= chromium.launch({ executablePath: executablePath as string, args: flags.split(' ') })
  return browser
}

/** The folder with the console as those have it who work on it. */
export const builtConsole = (): Promise<string> =>
  builtOnce('console', async (folder) => writeConsole(folder, await consoleFiles({ withParts: true })))

export interface ConsoleStage {
  /** Such as `http://localhost:40123`. */
  url: string
  /** With the key of an admin for all. */
  api: Api
  dataDir: string
  close(): Promise<void>
}

/** A service with nothing in it yet, with the console, on a free port. `now`: the instant at which its clock stands. */
export async function startConsole(
  options: { now?: string | (() => Date) } & Pick<
    NodeServiceOptions,
    'openMailbox' | 'ksefApiUrl' | 'fetch' | 'after'
  > = {},
): Promise<ConsoleStage> {
  const folder = await builtConsole()
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const { now, ...rest } = options
  const service = createNodeService({
    dataDir,
    adminKey,
    qrEnvironment: 'production',
    log: () => {},
    pause: async () => {},
    fetch: () => Promise.reject(new TypeError('tests have no network')),
    consoleFile: consoleIn(pathToFileURL(`${folder}/`)),
    ...rest,
    ...(now === undefined ? {} : { now: typeof now === 'string' ? () => new Date(now) : now }),
  })
  const server = serve({ fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' })
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    url,
    api: apiAt(url, adminKey),
    dataDir,
    close: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await service.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What went wrong in a page: each of these lists stays empty. */
export interface Wrong {
  /** Of the Content Security Policy: what was kept from doing what. */
  violations: string[]
  /** Requests to anybody else. */
  external: string[]
  /** What was not caught, and what the console of the browser calls an error; refusals of the service are none. */
  errors: string[]
}

export interface Visit {
  page: Page
  wrong: Wrong
  close(): Promise<void>
}

/** A browser of its own, with nothing in it, at the address of a service. `width`: of its window. */
export async function visit(
  stage: Pick<ConsoleStage, 'url'>,
  options: { language?: Language; width?: number; path?: string; dark?: boolean } = {},
): Promise<Visit> {
  const { language = 'pl', width = 1280, path = '/', dark = false } = options
  const context = await (await openBrowser()).newContext({
    locale: language === 'pl' ? 'pl-PL' : 'en-GB',
    viewport: { width, height: 800 },
    timezoneId: 'Europe/Warsaw',
    colorScheme: dark ? 'dark' : 'light',
    // What fades in has less contrast on its way.
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const wrong: Wrong = { violations: [], external: [], errors: [] }
  await page.exposeFunction('noteViolation', (what: string) => wrong.violations.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note = (window as unknown as { noteViolation(what: string): void }).noteViolation
      note(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`)
    })
  })
  countRequests(page)
  page.on('request', (request) => {
    if (!request.url().startsWith(`${stage.url}/`) && !/^(?:data|blob):/.test(request.url()))
      wrong.external.push(request.url())
  })
  page.on('pageerror', (error) => wrong.errors.push(String(error)))
  page.on('console', (message) => {
    // The browser reports every answer of 400 and above; what the page makes of it is for the test to see.
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text()))
      wrong.errors.push(message.text())
  })
  await page.goto(stage.url + path)
  return { page, wrong, close: () => context.close() }
}

/** The same, signed in with a key as from the address that the service prints at its first start. */
export async function visitSignedIn(
  stage: Pick<ConsoleStage, 'url'>,
  options: NonNullable<Parameters<typeof visit>[1]> & { key?: string } = {},
): Promise<Visit> {
  const { key = adminKey, path = '/', ...rest } = options
  const visited = await visit(stage, { ...rest, path: `${path}#key=${key}` })
  await visited.page.locator('#content').waitFor()
  return visited
}

/** What each page waits for, and since when it waits for nothing, in milliseconds. */
const requests = new WeakMap<Page, { open: number; quietSince: number }>()
function countRequests(page: Page): void {
  const count = { open: 0, quietSince: performance.now() }
  requests.set(page, count)
  const ended = () => {
    count.open -= 1
    count.quietSince = performance.now()
  }
  page.on('request', () => {
    count.open += 1
  })
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
}

/** Waits until a screen is there, all that it asked for was answered, and it asked for nothing more in a tenth of a second: the browser's own notion of this waits half a second, on every screen. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState()
  const isQuiet = () => {
    const count = requests.get(page)
    return count !== undefined && count.open <= 0 && performance.now() - count.quietSince > 100
  }
  const isShown = () =>
    page.evaluate(() => {
      // The page of the parts shows what loading looks like.
      const loads = !location.pathname.endsWith('/_styles') && document.querySelector('.loading') !== null
      return document.querySelector('main h1') !== null && !loads
    })
  await expect.poll(async () => isQuiet() && (await isShown()), { interval: 20, timeout: 20_000 }).toBe(true)
}

/** Controls of a page as it is now that Tab does not reach, or that do not show when they are reached. */
export const unreached = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wrong: string[] = []
    for (const control of document.querySelectorAll<HTMLElement>(
      'a, button, input, select, textarea, summary',
    )) {
      const isHere = control.checkVisibility({ visibilityProperty: true }) && !control.matches(':disabled')
      // Stands for a button that opens it.
      if (!isHere || control.matches('.unseen')) continue
      control.focus({ preventScroll: true })
      const { outlineStyle, outlineWidth } = getComputedStyle(control)
      const isShown = outlineStyle !== 'none' && outlineWidth !== '0px'
      if (document.activeElement !== control || control.tabIndex < 0 || !isShown)
        wrong.push(control.outerHTML.slice(0, 200))
    }
    // What is pressed next is written nowhere.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    return wrong
  })

/** What axe finds wrong with a page as it is now: the rule, and where. The source of axe runs beside the page's policy. */
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource())
  return page.evaluate(async () => {
    const { run } = (window as unknown as { axe: Axe }).axe
    // What is well is not described.
    const { violations } = await run({ resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    )
  })
}
interface Axe {
  run(options: { resultTypes: string[] }): Promise<{ violations: AxeViolation[] }>
}
interface AxeViolation {
  id: string
  nodes: { target: string[]; failureSummary?: string }[]
}

let source: string | null = null
const axeSource = (): string => {
  source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  return source
}
