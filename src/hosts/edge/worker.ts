import { v7 as uuid } from 'uuid'
import { credentialIn } from '../../auth/sessions.ts'
import { isKeyed } from '../../http/endpoint/endpoint.ts'
import { InFlight, usualShare } from '../../http/endpoint/in-flight.ts'
import { languageOf, refuse } from '../../http/endpoint/refusals.ts'
import { secured } from '../../http/endpoint/security-headers.ts'
import { say } from '../../texts/say.ts'
import { present } from '../../values/present.ts'
import { Refusal } from '../../values/refusal.ts'
import { Admissions, askedOf } from './admission.ts'
import { type IncomingMail, takeEmail } from './email.ts'
import { pause, unusable } from './host.ts'
import { answerKeyless } from './keyless.ts'
import { directoryOf, type EdgeEnv, ledgerOf } from './objects.ts'
import { answerReady } from './ready.ts'

export { DirectoryObject } from './directory.ts'
export { LedgerObject } from './ledger.ts'

/**
 * Leads each request to the object that answers it: those about a taxpayer to the object of its ledger, when the
 * directory admits the caller; all others, and refusals, to the directory. What comes without a key, or needs none, is
 * answered here. `house` keeps apart what is tested at once, each with its clock.
 */
export async function route(
  request: Request,
  env: EdgeEnv,
  house = '',
  nowMs: () => number = Date.now,
): Promise<Response> {
  try {
    return await led(request, { env, house, nowMs })
  } catch (error) {
    if (error instanceof Refusal) return refused(error, request)
    const answer = refused(notAnswering(), request)
    // The path names a taxpayer, so it is not told.
    const [{ method }, requestId] = [request, answer.headers.get('x-request-id')]
    const record = { level: 'error', message: 'no answer came', requestId, method, error: String(error) }
    console.log(JSON.stringify(record))
    return answer
  }
}

/** A refusal of the Worker itself; it has a number of its own, by which the caller may ask about it. */
function refused(problem: Refusal, request: Request): Response {
  const answer = secured(refuse(problem, languageOf(request)), request.url)
  answer.headers.set('x-request-id', uuid())
  return answer
}

/** An object was reset, moved, or has more to do than it can. */
const notAnswering = (): Refusal =>
  new Refusal('object-not-answering', say('refusal.object-not-answering'), [], { retryAfterSeconds: 5 })

/** Where a request is: a house of its own, and the time there, where it is tested. */
interface At {
  env: EdgeEnv
  house: string
  nowMs: () => number
}

async function led(request: Request, at: At): Promise<Response> {
  const { env, house } = at
  const problem = unusable(env)
  if (problem !== null) return refused(problem, request)
  const { pathname } = new URL(request.url)
  if (pathname === '/ready' && ['GET', 'HEAD'].includes(request.method))
    return answerReady(request, env, house)
  const credential = credentialIn(request.headers)
  // Whoever signs in shows the key in the body.
  const signsIn = pathname === '/session' && request.method === 'POST'
  if (!signsIn && (credential === undefined || !(isKeyed(pathname) || pathname === '/session')))
    return answerKeyless(request, env)
  const address = request.headers.get('cf-connecting-ip')
  const leave = underWay.enter(`${house}${credential ?? address}`, request)
  const answer = signsIn
    ? directoryOf(env, house).serve(request, { address })
    : admitted(request, present(credential), at)
  return answer.finally(leave)
}

/** Bodies are passed on here, so there is no budget for all keys: objects have theirs. */
const underWay = new InFlight(usualShare, Number.POSITIVE_INFINITY)

/** What this isolate knows of keys and taxpayers. */
const admissions = new Admissions()

/** Leads a request with a key, or a session, to its object. */
async function admitted(request: Request, key: string, { env, house, nowMs }: At): Promise<Response> {
  const address = request.headers.get('cf-connecting-ip')
  const directory = directoryOf(env, house)
  const { nip, creates } = askedOf(request)
  try {
    if (nip === null) return await directory.serve(request, { address })
    let admission = admissions.take(house, key, nip, nowMs())
    if (admission === null) {
      const answer = await directory.enter(key, nip, creates, admissions.giveBack(house, key))
      if (answer === null || 'waitSeconds' in answer)
        return await directory.serve(request, { address, ...answer })
      admission = answer
      admissions.keep(house, nip, admission)
    }
    return await ledgerOf(env, nip, house).serve(request, { address, admission })
  } finally {
    // Of a ledger its settings, and its restore, change the directory.
    const isReading = ['GET', 'HEAD'].includes(request.method)
    if (nip === null ? !isReading : request.method === 'PUT') admissions.forget(house)
  }
}

export default {
  fetch: (request: Request, env: EdgeEnv): Promise<Response> => route(request, env),
  email: (mail: IncomingMail, env: EdgeEnv): Promise<void> =>
    takeEmail(mail, env.MAIL_KEY || null, (request) => route(request, env), pause),
  /** Wakes ledgers that lost their alarm, and brings up to date what missed an outage. */
  scheduled: async (_: unknown, env: EdgeEnv): Promise<void> => {
    if (unusable(env) === null) await directoryOf(env).spread()
  },
}
