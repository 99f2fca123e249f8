import { counted } from './words.ts'

/** What the start of the service says in a terminal, and why it does not start. */
export const startTexts = {
  'start.port-wrong': ({ given }: { given: string }) =>
    `PORT=${given} is no port. Give a number such as 8787.`,
  'start.disk-floor-wrong': ({ given }: { given: string }) =>
    `DISK_FLOOR_MB=${given} is no number of megabytes. Give one such as 256.`,
  'start.proxy-wrong': ({ entry }: { entry: string }) =>
    `TRUSTED_PROXIES: ${entry} is no address and no network. Give addresses or networks with commas between them, such as 10.0.0.5, 172.31.0.0/24.`,
  'start.proxy-everybody': ({ entry }: { entry: string }) =>
    `TRUSTED_PROXIES: ${entry} is every address there is. Name the proxies alone.`,
  'start.key-made': ({ key }: { key: string }) => `The admin key made just now, kept only as a hash: ${key}`,
  'start.port-taken': ({ port }: { port: number }) => `Port ${port} is taken. Set PORT to another one.`,
  'start.host-elsewhere': ({ host }: { host: string }) =>
    `HOST=${host} is no address of this machine. Set it to one, or to 0.0.0.0 for all of them.`,
  'start.host-unknown': ({ host }: { host: string }) =>
    `HOST=${host} is no address and no name of one. Set it to an address of this machine.`,
  'start.disk-full': ({ folder }: { folder: string }) =>
    `The disk of DATA_DIR=${folder} is full. Make room, then start again.`,
  'start.locked': ({ path, code }: { path: string; code: string }) =>
    `Another program holds a lock on ${path} (${code}), such as a tool for backups. End it, then start again.`,
  'start.damaged': ({ path, why }: { path: string; why: string }) =>
    `${path} is damaged (${why}). Nothing was changed. Put it back from a backup (docs/backup.md), and look at the disk.`,
  'start.no-files': ({ code }: { code: string }) =>
    `The service may open no further file (${code}). Raise the limit of open files (LimitNOFILE, ulimit -n), then start again.`,
  'start.disk-failing': ({ folder, code, why }: { folder: string; code: string; why: string }) =>
    `The disk of DATA_DIR=${folder} fails (${code}: ${why}). Look at it before you start again.`,
  'start.folder-unusable': ({ folder, code }: { folder: string; code: string }) =>
    `DATA_DIR=${folder} cannot be used (${code}). Give a folder that this user may write to.`,
  'start.directory-lost': ({ path, ledgers }: { path: string; ledgers: number }) =>
    `${path} is missing, with keys, taxpayers and outages, though ${counted(ledgers, 'ledger')} ${ledgers === 1 ? 'is' : 'are'} there. Put it back from a backup (docs/backup.md). If there is none, move the folder ledgers away and begin anew.`,

  'start.listens': ({ url, folder }: { url: string; folder: string }) =>
    `ksef-reconcile listens on ${url}; its data is in ${folder}`,
  'start.alone': 'Only this machine reaches it; HOST=0.0.0.0 lets others in.',
  'start.reached': ({ host }: { host: string }) =>
    `Others reach it too (HOST=${host}), in plain HTTP: let them in through a proxy that does TLS.`,
  'start.docs': 'the API as a page',
  'start.open-this': 'Open this: it is signed in already.',
  'start.key-once': 'The admin key in it is shown this once and kept only as a hash. For programs:',
  'start.console': 'the console (the admin key is the one in ADMIN_KEY, or the one shown at the first start)',
  'start.try': 'Try:',
  'start.more': 'The README goes on from here. A story told with made-up documents: npm run demo',
}
