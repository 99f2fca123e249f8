import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { terminalOf } from '../../src/hosts/node/terminal-language.ts'

describe('the language of a terminal', () => {
  it.each([
    ['pl', { LANG: 'pl_PL.UTF-8' }],
    ['pl', { LANG: 'pl' }],
    ['pl', { LANG: 'en_US.UTF-8', LC_ALL: 'pl_PL' }],
    ['pl', { LANG: 'en_US.UTF-8', LC_MESSAGES: 'pl_PL.ISO-8859-2', LC_ALL: '' }],
    ['en', { LANG: 'pl_PL.UTF-8', LC_ALL: 'C' }],
    ['en', { LANG: 'pl_PL.UTF-8', LC_MESSAGES: 'C.UTF-8' }],
    ['en', { LANG: 'de_DE.UTF-8' }],
    ['en', { LANG: 'plt_MG' }],
    ['en', { LANG: '' }],
    ['en', {}],
  ] as const)('is %s: %j', (language, env) => {
    expect(terminalOf(['x'], env)).toEqual({ language, args: ['x'] })
  })
  it('is what --lang says, wherever it stands, and is none of the other arguments', () => {
    const polish = { language: 'pl', args: ['DIR', '--nip', '1'] }
    for (const argv of [
      ['--lang', 'pl', 'DIR', '--nip', '1'],
      ['DIR', '--lang=pl', '--nip', '1'],
      ['DIR', '--nip', '1', '--lang', 'pl'],
    ])
      expect(terminalOf(argv, { LC_ALL: 'en_GB.UTF-8' })).toEqual(polish)
    expect(terminalOf(['--lang', 'en'], { LANG: 'pl_PL.UTF-8' }).language).toBe('en')
  })
  it('that is not spoken is refused', () => {
    for (const argv of [['--lang', 'de'], ['--lang'], ['--lang=']])
      expect(() => terminalOf(argv, {})).toThrow('Give the language with --lang: en or pl.')
  })
})

describe('a command', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-terminal-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What a command prints and its exit code, called as a person does: from its sources. */
  const called = (command: string, args: readonly string[], env: Record<string, string>) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
      const source = join(import.meta.dirname, '../../src/hosts/node', command)
      const { PATH = '' } = process.env
      execFile(
        process.execPath,
        ['--import', 'tsx', source, ...args],
        { env: { PATH, ...env } },
        (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
      )
    })
  it.each<[command: string, args: string[], words: RegExp]>([
    [
      'cli/upload.ts',
      ['folder', '--nip', '9376032788'],
      /^Nie podano klucza dostępu: ustaw KEY\.\nnpm run upload/,
    ],
    ['cli/backup.ts', [], /^npm run backup -- KATALOG {4}kopiuje DATA_DIR/],
    ['cli/verify.ts', ['nowhere'], /^Brak pliku nowhere\/directory\.sqlite\. Podaj DATA_DIR usługi\.\n/],
    [
      'cli/ledger.ts',
      ['import', '--x'],
      /^Polecenie nie przyjmuje takich argumentów \(„Unknown option '--x'/,
    ],
    ['cli/rotate-key.ts', [], /^MASTER_KEY pochodzi ze środowiska, więc nowy klucz też musi/],
    ['main.ts', [], /^PORT=x nie jest numerem portu\. Podaj liczbę, np\. 8787\.$/],
  ])('%s is refused in Polish, under the exit code of before', async (command, args, words) => {
    const env = { DATA_DIR: join(folder, 'nothing'), PORT: 'x', MASTER_KEY: 'x' }
    const { code, stdout, stderr } = await called(command, args, { ...env, LANG: 'pl_PL.UTF-8' })
    expect(stderr.trim()).toMatch(words)
    expect([code, stdout]).toEqual([1, ''])
  })
  it('speaks English where that is asked for', async () => {
    const env = { LC_ALL: 'pl_PL.UTF-8' }
    const { code, stderr } = await called('cli/verify.ts', ['nowhere', '--lang', 'en'], env)
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^There is no nowhere\/directory\.sqlite\./)])
  })
})
