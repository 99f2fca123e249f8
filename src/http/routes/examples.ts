import recorded from '../docs/examples.json'
import type { App } from '../endpoint/endpoint.ts'

type Example = { body?: unknown; answers: Record<string, unknown> }
type Document = ReturnType<App['getOpenAPI31Document']>
type PathItem = NonNullable<Document['paths']>[string]
type Operation = NonNullable<PathItem['get']>
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { name: string }>
type Content = Extract<Operation['requestBody'], { content: object }>['content']

/** What `npm run examples` heard of the service, under operationIds. */
const examples: Record<string, Example> = recorded

/** What parameters mean that have one meaning wherever they stand. */
const meanings: Record<string, string> = {
  nip: 'NIP of the taxpayer, ten digits',
  id: 'Id of what is asked for, as an answer gave it',
  importId: 'Id of the import, from the answer to it',
  sellerId: 'NIP of the seller, or country code and number such as DE123456789',
  month: 'A month of the register, as YYYY-MM',
  limit: 'How many entries the page has at most',
  cursor: '`next` of the page before',
  asOf: 'The day as of which marker, delay and findings are told; today when left out',
  since: 'From then on',
  open: 'Only those that are open, or only those that are not',
  overdue: 'Only those whose term has passed, or only those whose has not',
  issuedFrom: 'Issued on this day or later',
  issuedTo: 'Issued on this day or earlier',
  receivedFrom: 'Received on this day or later',
  receivedTo: 'Received on this day or earlier',
  status: 'Only those with this status',
  mode: 'Only those that were issued in this mode',
  finding: 'Only those with an open finding of this code',
  code: 'Only findings of this code',
  severity: 'Only findings as grave as this',
  action: 'Only rows of this action',
  taxpayer: 'NIP of a taxpayer: only what concerns it',
  ksefNumber: 'The number that KSeF gave the invoice',
  reason: 'Why, for the history',
  reference: 'Reference of the posting in your books',
  state: '`state` of the archive that is being read',
}

/** What is told of a copy beside its XML. */
const besideXml: Record<string, string> = {
  receivedOn: 'The day on which the document was received outside KSeF',
  document: 'What kind of document it is',
  channel: 'The way by which it came',
  taxPointDate: 'The tax point, where it is known',
  buyerCategory:
    'Status of the buyer for this invoice (art. 106gb ust. 4), where it is another than in the settings',
  declaredMode: 'The mode of issue that the seller names',
  externalId: 'Your own id of the document',
  qrCodes: 'Links of the codes on the document',
  deliveryAgreed: 'Whether delivery outside KSeF was agreed',
  selfBilling: 'Whether the buyer issued the invoice for the seller',
  sellerCashMethod: 'Whether the seller accounts for VAT by the cash method',
}

/** What stands in the path, in the same story. */
const inPath: Record<string, string> = { nip: '9376032788', sellerId: '7931408557', month: '2026-06' }

/** The document with an example at every JSON body that was heard, and with the meaning of every parameter. */
export function withExamples(document: Document): Document {
  for (const operation of Object.values(document.paths ?? {}).flatMap(operationsOf)) {
    for (const parameter of operation.parameters ?? []) if ('name' in parameter) explain(parameter)
    const { body, answers = {} } = examples[operation.operationId ?? ''] ?? {}
    const { requestBody, responses } = operation
    const content = requestBody && 'content' in requestBody ? requestBody.content : undefined
    show(content, body)
    const form = content?.['multipart/form-data']
    if (form !== undefined && body !== undefined) form.example = { metadata: body }
    for (const [status, answer] of Object.entries(answers)) show(responses?.[status]?.content, answer)
  }
  return document
}

const operationsOf = ({ get, put, post, patch, delete: remove }: PathItem): Operation[] =>
  [get, put, post, patch, remove].filter((operation) => operation !== undefined)

function explain(parameter: Parameter): void {
  const { name } = parameter
  const ofXml = besideXml[name]
  const meaning = meanings[name] ?? (ofXml === undefined ? undefined : `${ofXml}; with a body of XML alone`)
  if (meaning !== undefined) parameter.description ??= meaning
  const example = parameter.in === 'path' ? inPath[name] : undefined
  if (example !== undefined) parameter.example = example
}

function show(content: Content | undefined, example: unknown): void {
  const json = content?.['application/json']
  if (json !== undefined && example !== undefined) json.example = example
}
