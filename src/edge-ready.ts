import { directoryOf, type EdgeEnv } from './edge-host.ts'
import { notReady } from './http/operation.ts'
import { secured } from './http/security-headers.ts'
import { refuse } from './problem.ts'

/** What was found is told for so long, in milliseconds: whoever asks without a key makes no work for the one directory. */
const keptMs = 5000

/** An answer as text: streams belong to the request that they came with. */
interface Found {
  untilMs: number
  status: number
  headers: [string, string][]
  text: string
}

/** By what keeps apart that is tested at once; there is one else. */
const kept = new Map<string, Found>()

/** Asks the directory's object once whether it answers and can be written to. */
export async function answerReady(request: Request, env: EdgeEnv, house: string): Promise<Response> {
  let found = kept.get(house)
  if (found === undefined || Date.now() >= found.untilMs) {
    const answer = await ask(request, env, house)
    const headers = [...answer.headers] as [string, string][]
    found = { untilMs: Date.now() + keptMs, status: answer.status, headers, text: await answer.text() }
    kept.set(house, found)
  }
  const { status, headers, text } = found
  return new Response(text, { status, headers })
}

async function ask(request: Request, env: EdgeEnv, house: string): Promise<Response> {
  try {
    return await directoryOf(env, house).serve(new Request(new URL('/ready', request.url)), { address: null })
  } catch (error) {
    const message = `The directory does not answer (${(error as Error).message}).`
    return secured(refuse(notReady([{ code: 'directory-not-answering', message }])), request.url)
  }
}
