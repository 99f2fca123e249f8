/** A request as a line of curl says it, with the variables of the shell left as they are. */
export interface Call {
  method: string
  url: string
  headers: string[]
  body?: string
}

/** The calls of the API under `$api` and `$t` that a page shows in blocks of `sh`; those of a form are left out. */
export function callsIn(page: string): Call[] {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block]) => commandsOf(block as string))
    .filter(([command, ...args]) => command === 'curl' && !args.includes('-F'))
    .map(([, ...args]) => callOf(args))
    .filter(({ url }) => /^\$(api|t)\b/.test(url))
}

/** Words of each command; knows quotes, comments and lines that go on, and nothing else of a shell. */
function commandsOf(block: string): string[][] {
  const commands: string[][] = [[]]
  const token = /\\\n|#[^\n]*|[\n;]|[^\S\n]+|((?:'[^']*'|"[^"]*"|[^\s;'"\\])+)/g
  for (const [part, word] of block.matchAll(token)) {
    if (word !== undefined) commands.at(-1)?.push(word.replaceAll(/^['"]|['"]$/g, ''))
    else if (part === '\n' || part === ';') commands.push([])
  }
  return commands
}

function callOf(args: string[]): Call {
  const call: Call = { method: 'GET', url: '', headers: [] }
  for (let at = 0; at < args.length; at++) {
    const value = args[at + 1] as string
    if (args[at] === '-X') call.method = value
    else if (args[at] === '-H') call.headers.push(value)
    else if (args[at] === '-d') call.body = value
    else if (args[at] !== '-o') {
      call.url = args[at] as string
      continue
    }
    at += 1
  }
  return call
}
