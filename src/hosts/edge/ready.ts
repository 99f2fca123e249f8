import { languageOf, refuse } from '../../http/endpoint/refusals.ts'
import { secured } from '../../http/endpoint/security-headers.ts'
import { notReady } from '../../http/routes/operation.ts'
import { say } from '../../texts/say.ts'
import { thrown } from '../../values/thrown.ts'
import { pause } from './host.ts'
import { directoryOf, type EdgeEnv } from './objects.ts'

/** What was found is told for so long, in milliseconds: whoever asks without a key makes no work for the one directory. */
const keptMs = 5000
/** How often it is looked whether the answer came for which another request asks, in milliseconds. */
const lookMs = 50

/** An answer as text: streams belong to the request that they came with. */
interface Found {
  untilMs: number
  status: number
  headers: [string, string][]
  text: string
}

/** By what keeps apart that is tested at once, of which there is one else, and by language. */
const kept = new Map<string, Found>()
/** Until when others leave the asking to the request that began it: what belongs to a request may end with it. */
const asking = new Map<string, number>()

/** Asks the directory's object whether it answers and can be written to; of those at once one asks. */
export async function answerReady(request: Request, env: EdgeEnv, house: string): Promise<Response> {
  const language = languageOf(request)
  const key = `${house} ${language}`
  const known = (): Found | undefined => {
    const found = kept.get(key)
    return found !== undefined && Date.now() < found.untilMs ? found : undefined
  }
  while (known() === undefined && Date.now() < (asking.get(key) ?? 0)) await pause(lookMs)
  let found = known()
  if (found === undefined) {
    asking.set(key, Date.now() + keptMs)
    const answer = await ask(request, env, house)
    const headers = [...answer.headers]
    found = { untilMs: Date.now() + keptMs, status: answer.status, headers, text: await answer.text() }
    kept.set(key, found)
    asking.delete(key)
  }
  const { status, headers, text } = found
  return new Response(request.method === 'HEAD' ? null : text, { status, headers })
}

async function ask(request: Request, env: EdgeEnv, house: string): Promise<Response> {
  try {
    return await directoryOf(env, house).serve(
      new Request(new URL('/ready', request.url), { headers: { 'accept-language': languageOf(request) } }),
      { address: null },
    )
  } catch (error) {
    const why = thrown(error).message
    const message = say('refusal.not-ready.directory-not-answering', { why })
    return secured(
      refuse(notReady([{ code: 'directory-not-answering', message }]), languageOf(request)),
      request.url,
    )
  }
}
