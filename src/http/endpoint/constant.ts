import { hexSha256 } from '../../auth/keys.ts'

/** For how long nobody need ask again, in seconds: a new version is seen soon. */
const freshSeconds = 300

/**
 * An answer that is the same for everybody as long as the process lives. It is made when it is first asked for, once;
 * who has it already (`If-None-Match`) hears 304 (RFC 9110, section 13.1.2).
 */
export function constantAnswer(
  make: () => string,
  headers: Record<string, string>,
): (request: Request) => Response {
  let made: { body: Uint8Array<ArrayBuffer>; etag: string } | null = null
  return (request) => {
    if (made === null) {
      const body = new TextEncoder().encode(make())
      made = { body, etag: `"${hexSha256(body)}"` }
    }
    const { body, etag } = made
    const common = { etag, 'cache-control': `public, max-age=${freshSeconds}` }
    if (hasIt(request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers: common })
    return new Response(body, { headers: { ...common, ...headers } })
  }
}

/** Whether a list of entity tags has this one; caches weaken tags, which makes no difference here. */
export const hasIt = (list: string | null, etag: string): boolean =>
  list?.trim() === '*' || (list ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
