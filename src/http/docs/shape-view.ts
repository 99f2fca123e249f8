import { type Contract, choicesOf, kindOf, limitsOf, resolved, type Shape } from './contract.ts'
import { make } from './dom.ts'

/** How deep a schema is shown at once; what lies deeper is opened. */
const shownAtOnce = 1

/** The properties of a schema as a list; what a value of them holds is within. */
export function shapeView(shape: Shape, contract: Contract, depth = 0): HTMLElement {
  const whole = resolved(shape, contract)
  const variants = (whole.anyOf ?? whole.oneOf ?? []).filter((variant) => hasMore(variant, contract))
  if (variants.length > 1) {
    const items = variants.map((variant, index) =>
      make('li', {}, `Either ${index + 1}: ${kindOf(variant)}`, shapeView(variant, contract, depth)),
    )
    return make('ul', { class: 'shape' }, ...items)
  }
  const [only] = variants
  if (only) return shapeView(only, contract, depth)
  if (whole.allOf) return make('div', {}, ...whole.allOf.map((part) => shapeView(part, contract, depth)))
  if (whole.properties) return propertiesView(whole, contract, depth)
  if (whole.items && hasMore(whole.items, contract)) return shapeView(whole.items, contract, depth)
  return make('p', { class: 'note' }, sentence([kindOf(whole), ...limitsOf(whole)]))
}

function propertiesView(shape: Shape, contract: Contract, depth: number): HTMLElement {
  const required = new Set(shape.required)
  const items = Object.entries(shape.properties ?? {}).map(([name, property]) =>
    propertyView(name, property, required.has(name), contract, depth),
  )
  return make('ul', { class: 'shape' }, ...items)
}

function propertyView(
  name: string,
  shape: Shape,
  isRequired: boolean,
  contract: Contract,
  depth: number,
): HTMLElement {
  const whole = resolved(shape, contract)
  const about = make(
    'span',
    {},
    make('code', { class: 'property' }, name),
    ' ',
    make('span', { class: 'kind' }, kindOf(shape)),
    ...(isRequired ? [' ', make('span', { class: 'required' }, 'required')] : []),
  )
  const limits = sentence([...namedChoices(shape, contract), ...limitsOf(whole)])
  const words = [whole.description ?? '', limits].filter((part) => part !== '').join('. ')
  if (words !== '') about.append(make('span', { class: 'note' }, ` ${words}`))
  if (!hasMore(whole, contract)) return make('li', {}, about)
  const details = make('details', {}, make('summary', {}, about))
  const fill = () => {
    if (details.open && details.childElementCount === 1) details.append(shapeView(whole, contract, depth + 1))
  }
  details.addEventListener('toggle', fill)
  details.open = depth < shownAtOnce && whole.type === 'object'
  return make('li', {}, details)
}

/** What a name stands for that has values of its own: a name alone says nothing. */
function namedChoices(shape: Shape, contract: Contract): string[] {
  const isNamed = [shape, ...(shape.anyOf ?? [])].some(({ $ref }) => $ref !== undefined)
  const choices = isNamed ? choicesOf(shape, contract) : null
  return choices === null ? [] : [choices.map((value) => JSON.stringify(value)).join(' or ')]
}

/** Whether a value of a schema holds properties, somewhere. */
function hasMore(shape: Shape, contract: Contract): boolean {
  const whole = resolved(shape, contract)
  if (whole.properties) return true
  const inner = [...(whole.anyOf ?? []), ...(whole.oneOf ?? []), ...(whole.allOf ?? [])]
  return [...inner, ...(whole.items ? [whole.items] : [])].some((part) => hasMore(part, contract))
}

const sentence = (parts: string[]): string => parts.join(', ')
