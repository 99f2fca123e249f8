/**
 * Prints every sentence that people read, with sample params, in both languages one under the other: `npm run texts`, or
 * those whose code begins with a word, `npm run texts -- finding.`
 */
import { gallery } from '../test/texts/samples/gallery.ts'

const [begins = ''] = process.argv.slice(2)
const told = gallery().filter(({ code }) => code.startsWith(begins))
for (const { code, words } of told) console.log(`${code}\n  en  ${words.en}\n  pl  ${words.pl}\n`)
console.log(`${told.length} sentences.`)
