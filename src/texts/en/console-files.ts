/** Files that are dropped on any screen, and pages that are looked at. */
export const consoleFileTexts = {
  'console.drop': 'Drop the files to add them',
  'console.paper.broken': 'The pages cannot be shown here. Save the file and open it in its own program.',
  'console.paper.page': ({ page }: { page: number }) => `Page ${page}`,
  'console.add.kept': 'waits to be confirmed',
  'console.add.known': 'was there already',
  'console.add.imported': (s: Imported) =>
    `${s.received} documents: ${s.fresh} new, ${s.attached} added to purchases, ${s.unchanged} known, ${s.review} with questions, ${s.quarantined} set aside`,
}

interface Imported {
  received: number
  fresh: number
  attached: number
  unchanged: number
  review: number
  quarantined: number
}
