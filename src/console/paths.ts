import { present } from '../values/present.ts'

/**
 * What stands in the places of a pattern such as `/:nip/month/:month`, decoded; null where the path is another one.
 * A NIP has ten digits, so that `/keys` is no taxpayer.
 */
export function paramsIn(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split('/')
  const given = path.replace(/(?<=.)\/$/, '').split('/')
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    const text = present(given[at])
    if (!part.startsWith(':')) {
      if (part !== text) return null
      continue
    }
    const value = decoded(text)
    if (value === null || (part === ':nip' && !/^\d{10}$/.test(value))) return null
    params[part.slice(1)] = value
  }
  return params
}

function decoded(text: string): string | null {
  try {
    return text === '' ? null : decodeURIComponent(text)
  } catch {
    return null
  }
}
