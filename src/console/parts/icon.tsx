/** Outlines within 16 × 16; each stands beside a word or has a name of its own. */
const outlines = {
  blocking: 'M8 1.8 15 14.2H1zM8 6.2v3.6M8 12v.1',
  review: 'M8 1.5 14.5 8 8 14.5 1.5 8zM8 5v3.6M8 10.8v.1',
  info: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 7v4.2M8 4.6v.1',
  done: 'm2.5 8.6 3.4 3.6 7.6-8.4',
  same: 'M3 6h10M3 10h10',
  near: 'M2.5 6.2c2-2 3.5-1.4 5.5-.2s3.5 1.8 5.5-.2M2.5 10.6c2-2 3.5-1.4 5.5-.2s3.5 1.8 5.5-.2',
  differs: 'M3 6h10M3 10h10M11 2.5l-6 11',
  search: 'M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2zM10.7 10.7 14.5 14.5',
  menu: 'M2 4h12M2 8h12M2 12h12',
  close: 'm3.5 3.5 9 9M12.5 3.5l-9 9',
  next: 'm6 3 5 5-5 5',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  clock: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 4.5V8l2.5 1.5',
  add: 'M8 2.5v11M2.5 8h11',
} as const

type IconName = keyof typeof outlines

/** A small picture that says nothing by itself: a word stands beside it. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={outlines[name]} />
  </svg>
)
