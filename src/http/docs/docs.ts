import { type Contract, hasWords, type ListedOperation, operationsByTag } from './contract.ts'
import { inputThere, make, there } from './dom.ts'
import { operationView } from './operation-view.ts'

/** An endpoint as it stands in the list and on the page. */
interface Entry {
  operation: ListedOperation
  item: HTMLLIElement
  view: HTMLDetailsElement
}

async function start(): Promise<void> {
  const answer = await fetch('/openapi.json')
  if (!answer.ok) throw new Error(`/openapi.json answered ${answer.status}`)
  const contract = (await answer.json()) as Contract
  there('version').textContent = contract.info.version
  there('about').textContent = contract.info.description
  const groups = [...operationsByTag(contract)].map(([tag, operations]) => group(tag, operations, contract))
  there('list').append(...groups.map(({ menu }) => menu))
  there('operations').append(...groups.map(({ section }) => section))
  there('state').remove()
  listen(groups)
  openNamed()
}

type Group = { menu: HTMLElement; section: HTMLElement; entries: Entry[] }

function group(tag: string, operations: ListedOperation[], contract: Contract): Group {
  const id = `tag-${tag.toLowerCase().replaceAll(/\W+/g, '-')}`
  const entries = operations.map((operation) => ({
    operation,
    item: make(
      'li',
      {},
      make('a', { href: `#${operation.operationId}`, title: operation.summary ?? '' }, ...linkOf(operation)),
    ),
    view: operationView(operation, contract),
  }))
  const menu = make(
    'section',
    {},
    make('h2', {}, make('a', { href: `#${id}` }, tag)),
    make('ul', {}, ...entries.map(({ item }) => item)),
  )
  const section = make('section', {}, make('h2', { id }, tag), ...entries.map(({ view }) => view))
  return { menu, section, entries }
}

const linkOf = (o: ListedOperation): (Node | string)[] => [
  make('span', { class: `method ${o.method.toLowerCase()}` }, o.method),
  ' ',
  o.operationId,
]

function listen(groups: Group[]): void {
  const filter = inputThere('filter')
  const all = groups.flatMap(({ entries }) => entries)
  const apply = () => {
    const words = filter.value.trim()
    for (const { operation, item, view } of all) {
      const isShown = words === '' || hasWords(operation, words)
      item.hidden = !isShown
      view.hidden = !isShown
    }
    for (const { menu, section, entries } of groups) {
      menu.hidden = entries.every(({ item }) => item.hidden)
      section.hidden = menu.hidden
    }
    const found = all.filter(({ item }) => !item.hidden).length
    there('found').textContent = words === '' ? '' : `${found} of ${all.length} endpoints`
  }
  filter.addEventListener('input', apply)
  const openAll = (open: boolean) => {
    for (const { view } of all) if (!view.hidden) view.open = open
  }
  there('open-all').addEventListener('click', () => openAll(true))
  there('close-all').addEventListener('click', () => openAll(false))
  window.addEventListener('hashchange', openNamed)
  // A link to where the address is already changes nothing: what was closed opens again all the same.
  there('list').addEventListener('click', () => setTimeout(openNamed))
  // A page that comes back from the browser's memory comes without the key.
  window.addEventListener('pagehide', () => {
    inputThere('key').value = ''
  })
}

/** Opens the endpoint that the address names, and goes there. */
function openNamed(): void {
  const named = document.getElementById(location.hash.slice(1))
  if (!(named instanceof HTMLDetailsElement)) return
  named.open = true
  named.querySelector('summary')?.focus({ preventScroll: true })
  named.scrollIntoView()
}

start().catch((error: unknown) => {
  there('state').textContent = `The contract could not be shown: ${String(error)}. It is at /openapi.json.`
})
