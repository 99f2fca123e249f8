/** A POST whose sender leaves before the end of its body. */
export function leaving(url = 'http://test/', headers: Record<string, string> = {}): Request {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"number":')),
    pull: (controller) => controller.error(new Error('Network connection lost.')),
  })
  return new Request(url, { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
}
