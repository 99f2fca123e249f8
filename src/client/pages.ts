/** A page of a list; `next` is null at the end. */
export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** A list: awaited it is its first page, in `for await` it is every item, page after page. */
export type Pages<First extends Page<unknown>> = Promise<First> & AsyncIterable<First['items'][number]>

/** A list from its first page and a way to the page after a cursor. */
export function pagesOf<Item>(
  first: Promise<Page<Item>>,
  pageAfter: (cursor: string) => Promise<Page<Item>>,
): Pages<Page<Item>> {
  async function* items() {
    let page = await first
    yield* page.items
    while (page.next !== null && page.items.length > 0) {
      page = await pageAfter(page.next)
      yield* page.items
    }
  }
  return Object.assign(first, { [Symbol.asyncIterator]: items })
}
