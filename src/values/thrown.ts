/**
 * What is known of something that was thrown, whatever it is. `code`: the one that Node and drivers of databases give their
 * errors, empty where there is none.
 */
export function thrown(error: unknown): { name: string; message: string; code: string } {
  const { name = '', message = String(error), code = '' }: Partial<Record<string, unknown>> = Object(error)
  return { name: String(name), message: String(message), code: String(code) }
}
